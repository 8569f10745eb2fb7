package org.meetingsgateway.server.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.model.MeetingQuery;

/**
 * How many meetings a person may see in a stretch of time, from the totals that the database keeps by day, month and year: a
 * true total that costs the same at a million, and where a page begins. What of the stretch differs from whole days is counted.
 */
final class MeetingTotals {
    private static final UUID ANY = new UUID(0, 0);
    /** Before and after every day that a meeting can be on. */
    private static final LocalDate FIRST = LocalDate.of(-4000, 1, 1);

    private static final LocalDate LAST = LocalDate.of(200_000, 1, 1);
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private MeetingTotals() {}

    /** Whether the totals know this one: other filters than time and project have to be counted. */
    static boolean know(MeetingQuery q, Principal principal) {
        return switch (principal.view()) {
            case PERMITTED, DISCLOSED, READABLE ->
                principal.personId() != null
                        && (principal.projectId() == null
                                || q.projectId() == null
                                || q.projectId().equals(principal.projectId()))
                        && q.sort().key() == MeetingQuery.Sort.Key.OCCURS_AT
                        && q.equals(MeetingQuery.occurring(
                                q.projectId(),
                                null,
                                q.occursFrom(),
                                q.occursBefore(),
                                q.sort().descending()));
            case OWNED, TENANT -> false;
        };
    }

    /** Counts the meetings that occur in a stretch of time: what is left at the edges of whole days. */
    @FunctionalInterface
    interface Count {
        void add(Sql sql, @Nullable Instant from, @Nullable Instant before);
    }

    /** Adds the query of the total. */
    static void select(Sql sql, MeetingQuery q, Principal principal, Count count) {
        var first = q.occursFrom() == null ? FIRST : nearest(q.occursFrom());
        var end = q.occursBefore() == null ? LAST : nearest(q.occursBefore());
        if (!first.isBefore(end)) {
            count.add(sql, q.occursFrom(), q.occursBefore());
            return;
        }
        sql.add("SELECT (");
        kept(sql, Grain.runs(first, end), q, principal);
        sql.add(")");
        edge(sql, q.occursFrom(), start(first), count);
        edge(sql, start(end), q.occursBefore(), count);
    }

    /** What lies between is missing from the whole days, or is too much in them where it is the other way round. */
    private static void edge(Sql sql, @Nullable Instant from, @Nullable Instant before, Count count) {
        if (from == null || before == null || from.equals(before)) {
            return;
        }
        if (from.isBefore(before)) {
            count.add(sql.add(" + ("), from, before);
        } else {
            count.add(sql.add(" - ("), before, from);
        }
        sql.add(")");
    }

    private static void kept(Sql sql, List<Grain.Run> runs, MeetingQuery q, Principal principal) {
        sql.add("SELECT coalesce(sum(t." + column(principal) + "), 0)::bigint FROM (");
        audiences(sql, q, principal);
        sql.add(") a CROSS JOIN (VALUES ");
        for (int i = 0; i < runs.size(); i++) {
            var run = runs.get(i);
            sql.add((i == 0 ? "" : ", ") + "(?, ?::date, ?::date)", run.grain().code(), run.first(), run.end());
        }
        sql.add(") p (grain, first, next) JOIN meeting_total t ON ");
        ofAudience(sql, principal);
        sql.add(" AND t.grain = p.grain AND t.period >= p.first AND t.period < p.next");
    }

    /** Adds the {@code WITH} clause of where a page begins. */
    static void start(Sql sql, MeetingQuery q, long offset, Principal principal, Count count) {
        sql.add("WITH audience AS (");
        audiences(sql, q, principal);
        sql.add("), ");
        PageStart.with(
                sql,
                q.sort().descending(),
                place -> {
                    place.add("?", offset);
                    var before = q.sort().descending()
                            ? MeetingQuery.occurring(q.projectId(), null, q.occursBefore(), null, true)
                            : MeetingQuery.occurring(q.projectId(), null, null, q.occursFrom(), false);
                    if (before.occursFrom() != null || before.occursBefore() != null) {
                        select(place.add(" + ("), before, principal, count);
                        place.add(")");
                    }
                },
                (totals, grain) -> {
                    totals.add("SELECT t.period, t." + column(principal)
                            + " AS total FROM audience a JOIN meeting_total t ON ");
                    ofAudience(totals, principal);
                    totals.add(" AND t.grain = '" + grain.code() + "'");
                });
    }

    /** Which of the two totals of a row: of all, or of those with something to read. */
    private static String column(Principal principal) {
        return principal.view() == Principal.View.READABLE ? "readable_total" : "total";
    }

    private static void ofAudience(Sql sql, Principal principal) {
        sql.add(
                "t.tenant_id = ? AND t.audience = a.audience AND t.person_id = a.person_id AND t.project_id = a.project_id",
                principal.tenantId());
    }

    /** Adds the query of the audiences that a person belongs to now. */
    private static void audiences(Sql sql, MeetingQuery q, Principal principal) {
        var project = principal.projectId() == null ? q.projectId() : principal.projectId();
        var within = project == null ? ANY : project;
        sql.add(
                        "SELECT 'account' AS audience, ?::uuid AS person_id, ?::uuid AS project_id UNION ALL SELECT 'person', ?::uuid, ?::uuid",
                        ANY,
                        within,
                        principal.personId(),
                        within)
                .add(
                        " UNION ALL SELECT CASE WHEN mine THEN 'project' ELSE 'guest' END, CASE WHEN mine THEN ?::uuid ELSE ?::uuid END, id FROM",
                        ANY,
                        principal.personId())
                .add(
                        " (SELECT pr.id, pr.open_to_all OR EXISTS (SELECT FROM project_member pm WHERE pm.tenant_id = pr.tenant_id"
                                + " AND pm.project_id = pr.id AND pm.person_id = ?) AS mine FROM project pr WHERE pr.tenant_id = ?",
                        principal.personId(),
                        principal.tenantId());
        if (project != null) {
            sql.add(" AND pr.id = ?", project);
        }
        sql.add(") projects");
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The day whose start is not further away than half a day: as little as can be is left to count. */
    private static LocalDate nearest(Instant moment) {
        return moment.plus(HALF_A_DAY).atZone(ZoneOffset.UTC).toLocalDate();
    }
}
