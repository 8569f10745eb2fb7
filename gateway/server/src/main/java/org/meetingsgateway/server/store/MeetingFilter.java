package org.meetingsgateway.server.store;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingStatus;

/** Which meetings a list has, in which order, and how many: what a query asks for, of what its principal may see. */
record MeetingFilter(MeetingQuery query, Principal principal) {
    /** What the generated column starts_key holds for a meeting without a start. */
    private static final Instant STARTS_UNKNOWN = Instant.parse("0001-01-01T00:00:00Z");

    Keyset keyset() {
        var key = switch (query.sort().key()) {
            case STARTS_AT -> "m.starts_key";
            case CREATED_AT -> "m.created_at";
            case UPDATED_AT -> "m.updated_at";
            case OCCURS_AT -> "m.occurs_at";
        };
        return new Keyset(
                key,
                "m.id",
                query.sort().descending(),
                Objects.hash(stable(query), principal.view().name(), principal.projectId()));
    }

    /** The same text in every process: a set of enums has no order of its own. */
    private static String stable(MeetingQuery q) {
        return q.statuses().stream().sorted().toList() + "|" + q.platform() + "|" + q.orNoPlatform() + "|" + q.tag()
                + "|" + q.projectId() + "|" + q.participant() + "|" + q.sourceStyle() + "|" + q.hasTranscript() + "|"
                + q.startsAfter() + "|" + q.startsBefore() + "|" + q.updatedSince() + "|" + q.ownerUser() + "|"
                + q.spoken() + "|" + q.occursFrom() + "|" + q.occursBefore() + "|" + q.sort();
    }

    /** Where a meeting is in that order. */
    Cursor position(Meeting meeting) {
        var key = switch (query.sort().key()) {
            case STARTS_AT -> Objects.requireNonNullElse(meeting.startsAt(), STARTS_UNKNOWN);
            case CREATED_AT -> meeting.createdAt();
            case UPDATED_AT -> meeting.updatedAt();
            case OCCURS_AT -> Objects.requireNonNullElse(meeting.startsAt(), meeting.createdAt());
        };
        return Cursor.of(key, meeting.id());
    }

    /** Adds the condition on the meeting {@code m}. */
    void where(Sql sql) {
        where(sql, query);
    }

    private void where(Sql sql, MeetingQuery q) {
        Visibility.ofMeetings(sql, principal);
        if (!q.statuses().isEmpty()) {
            sql.add(" AND m.status = ANY(?)", (Object)
                    q.statuses().stream().map(MeetingStatus::code).sorted().toArray(String[]::new));
        }
        sql.and(q.orNoPlatform() ? "(m.platform = ? OR m.platform IS NULL)" : "m.platform = ?", q.platform())
                .and("m.tags @> ARRAY[?]", q.tag())
                .and("m.project_id = ?", q.projectId())
                .and(
                        "m.participant_keys @> ARRAY[?]",
                        q.participant() == null ? null : MeetingColumns.key(q.participant()))
                .and("m.source_style = ?", q.sourceStyle());
        if (q.ownerUser() != null) {
            sql.add(
                    " AND m.owner_id IN (SELECT o.id FROM person o WHERE o.tenant_id = ? AND o.user_number = ?)",
                    principal.tenantId(),
                    q.ownerUser());
        }
        if (q.spoken() != null) {
            SegmentTable.spoken(sql, q.spoken());
        }
        if (q.hasTranscript() != null) {
            sql.add(q.hasTranscript() ? " AND m.segment_count > 0" : " AND m.segment_count = 0");
        }
        sql.and("m.starts_at >= ?", q.startsAfter())
                .and("m.starts_at < ?", q.startsBefore())
                .and("m.updated_at >= ?", q.updatedSince())
                .and("m.occurs_at >= ?", q.occursFrom())
                .and("m.occurs_at < ?", q.occursBefore())
                // The generated key is what the index is ordered by.
                .and("m.starts_key >= ?", q.startsAfter())
                .and("m.starts_key < ?", q.startsBefore());
    }

    boolean totalIsKept() {
        return isOfOwner() || MeetingTotals.know(query, principal);
    }

    private boolean isOfOwner() {
        return principal.view() == Principal.View.OWNED
                && principal.projectId() == null
                && query.equals(MeetingQuery.all(MeetingQuery.Sort.NEWEST_FIRST));
    }

    /** Adds the query of the total. Most totals are kept up to date by the database; any other is counted. */
    void total(Sql sql) {
        if (isOfOwner()) {
            OwnerTotals.select(sql, principal, "meetings");
        } else if (MeetingTotals.know(query, principal)) {
            MeetingTotals.select(sql, query, principal, this::edge);
        } else {
            where(sql.add("SELECT count(*) FROM meeting m"), query);
        }
    }

    /** Adds the {@code WITH} clause of where a page begins, for {@link PageStart#slice}: for totals that are kept. */
    void start(Sql sql, long offset) {
        if (isOfOwner()) {
            OwnerTotals.start(sql, offset, principal, "meetings");
        } else {
            MeetingTotals.start(sql, query, offset, principal, this::edge);
        }
    }

    /**
     * As {@link #where}, for a page whose place {@link #start} has found: what comes before the list on the day in which the
     * page begins is not left out, as the totals of that day count it, and it is skipped.
     */
    void whereStarted(Sql sql) {
        where(
                sql,
                isOfOwner()
                        ? query
                        : query.sort().descending()
                                ? stretch(query.occursFrom(), null)
                                : stretch(null, query.occursBefore()));
    }

    private MeetingQuery stretch(@Nullable Instant from, @Nullable Instant before) {
        return MeetingQuery.occurring(
                query.projectId(), null, from, before, query.sort().descending());
    }

    private void edge(Sql sql, @Nullable Instant from, @Nullable Instant before) {
        sql.add("SELECT count(*) FROM meeting m");
        where(sql, stretch(from, before));
    }
}
