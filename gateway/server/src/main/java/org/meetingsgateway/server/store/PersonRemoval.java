package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Person;

/**
 * Takes a person away, with the person's keys: meetings and action items forget that they have to do with this person of the
 * tenant, some at a time, and the last ones together with the person. Whoever still owns something stays, and so does the
 * last member of a project: a project of nobody could not be told from one of everybody.
 */
final class PersonRemoval {
    /** Who asks waits as long; then there was too much for one time. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Meetings that forget the person in one statement, which has to fit into the time of one. */
    static final int AT_ONCE = 500;

    /** Projects that are told by name. */
    private static final int TOLD = 10;

    /** Whether somebody, as a text, commented on {@code a}: in the words of its index. */
    private static final String COMMENTED = "a.comments <> '[]'::jsonb"
            + " AND jsonb_path_query_array(a.comments, '$[*].person_id') @> to_jsonb(?::text)";

    private static final String OWNER = "The person owns meetings or connections";

    private final SqlClient client;
    private final Clock clock;

    PersonRemoval(SqlClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Fails with {@link Problem.Unavailable} where it has to be asked for again, to go on. */
    Future<Void> remove(Person person, @Nullable Precondition expected, Principal principal) {
        var until = clock.instant().plus(PATIENCE);
        // Before anything forgets somebody who stays; what comes up meanwhile is for the last statement to find.
        return mayGo(person, principal)
                .compose(free -> forgotten(person.id(), principal.tenantId(), until))
                .compose(rest -> last(person, expected, principal));
    }

    private Future<Void> mayGo(Person person, Principal principal) {
        return new Sql(
                        "SELECT EXISTS (SELECT FROM meeting m WHERE m.tenant_id = ? AND m.owner_id = ?)",
                        principal.tenantId(),
                        person.id())
                .add(
                        " OR EXISTS (SELECT FROM connection c WHERE c.tenant_id = ? AND c.owner_id = ?)",
                        principal.tenantId(),
                        person.id())
                .run(client)
                .compose(rows -> {
                    if (rows.iterator().next().getBoolean(0)) {
                        throw new Problem.Conflict(OWNER);
                    }
                    return lastOf(person.id(), principal);
                });
    }

    /** Fails where the person is the last member of a project. Names are told to those who see them. */
    private Future<Void> lastOf(UUID person, Principal principal) {
        return new Sql(
                        "SELECT p.name, p.id, count(*) OVER () FROM project_member pm JOIN project p"
                                + " ON p.tenant_id = pm.tenant_id AND p.id = pm.project_id AND NOT p.open_to_all"
                                + " WHERE pm.tenant_id = ? AND pm.person_id = ?",
                        principal.tenantId(),
                        person)
                .add(
                        " AND NOT EXISTS (SELECT FROM project_member other WHERE other.tenant_id = ?"
                                + " AND other.project_id = p.id AND other.person_id <> ?) ORDER BY p.name, p.id LIMIT ?",
                        principal.tenantId(),
                        person,
                        TOLD)
                .run(client)
                .map(rows -> {
                    if (rows.size() == 0) {
                        return null;
                    }
                    // Whoever is no operator and not this person is no member of them.
                    boolean seen = principal.view() == Principal.View.TENANT || person.equals(principal.personId());
                    throw new Problem.Conflict("The person is the last member of " + told(rows, seen)
                            + ": let somebody else join first, or open or delete what nobody needs");
                });
    }

    private static String told(Iterable<Row> rows, boolean seen) {
        var names = new ArrayList<String>();
        long number = 0;
        for (var row : rows) {
            names.add(row.getString(0) + " (" + row.getUUID(1) + ")");
            number = row.getLong(2);
        }
        var projects = number == 1 ? "1 project" : number + " projects";
        if (!seen) {
            return projects;
        }
        return projects + ": " + String.join(", ", names) + (number > names.size() ? ", …" : "");
    }

    /** Each time is a statement of its own, so that none of them takes too long. */
    private Future<Void> forgotten(UUID person, UUID tenant, Instant until) {
        var done = Promise.<Void>promise();
        forget(person, tenant, until, done);
        return done.future();
    }

    private void forget(UUID person, UUID tenant, Instant until, Promise<Void> done) {
        if (clock.instant().isAfter(until)) {
            done.fail(new Problem.Unavailable(
                    "So many meetings have to do with the person that this takes longer: repeat the request to go on",
                    Duration.ofSeconds(1)));
            return;
        }
        var sql =
                new Sql("WITH gone AS (SELECT o.id FROM person o WHERE o.tenant_id = ? AND o.id = ?)", tenant, person);
        forgetting(sql, person, tenant, " ORDER BY f.id LIMIT " + AT_ONCE)
                .add(" SELECT count(*) FROM freed")
                .run(client)
                .onFailure(done::fail)
                .onSuccess(rows -> {
                    if (rows.iterator().next().getLong(0) < AT_ONCE) {
                        done.complete();
                    } else {
                        forget(person, tenant, until, done);
                    }
                });
    }

    /**
     * Whoever else is a member is locked after the project, which looks at them as they are now and not as they were when the
     * statement began to wait.
     */
    private Future<Void> last(Person person, @Nullable Precondition expected, Principal principal) {
        var tenant = principal.tenantId();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var sql = new Sql(
                        "WITH own AS (SELECT p.id FROM project p JOIN project_member pm ON pm.tenant_id = p.tenant_id"
                                + " AND pm.project_id = p.id WHERE p.tenant_id = ? AND pm.person_id = ? AND NOT p.open_to_all"
                                + " ORDER BY p.id FOR NO KEY UPDATE OF p FOR KEY SHARE OF pm)",
                        tenant,
                        person.id())
                .add(
                        ", others AS (SELECT own.id FROM own CROSS JOIN LATERAL (SELECT pm.person_id FROM project_member pm"
                                + " WHERE pm.tenant_id = ? AND pm.project_id = own.id AND pm.person_id <> ?"
                                + " LIMIT 1 FOR KEY SHARE) other)",
                        tenant,
                        person.id())
                .add(", alone AS (SELECT own.id FROM own EXCEPT SELECT others.id FROM others)")
                .add(
                        ", gone AS (DELETE FROM person o WHERE o.tenant_id = ? AND o.id = ? AND (NOT ? OR o.version = ?)"
                                + " AND NOT EXISTS (SELECT FROM alone) RETURNING o.id)",
                        tenant,
                        person.id(),
                        expected != null,
                        person.version())
                .add(
                        ", changed AS (UPDATE project p SET version = p.version + 1, updated_at = ? FROM gone"
                                + " WHERE p.tenant_id = ? AND p.id IN (SELECT own.id FROM own))",
                        now,
                        tenant);
        return forgetting(sql, person.id(), tenant, "")
                .add(" SELECT (SELECT count(*) FROM gone), EXISTS (SELECT FROM alone)")
                .run(client)
                .recover(failure -> Failures.stillUsed(failure, OWNER))
                .compose(rows -> {
                    var row = rows.iterator().next();
                    if (row.getLong(0) > 0) {
                        return Future.succeededFuture();
                    }
                    return row.getBoolean(1)
                            // Where that is no longer so, another try finds the person free to go.
                            ? lastOf(person.id(), principal).compose(free -> Future.failedFuture(changing()))
                            : Future.failedFuture(Versions.missed(expected, "person"));
                });
    }

    private static Problem changing() {
        return new Problem.Conflict("Somebody else changed the person's projects at the same moment; try again");
    }

    /** Of whom {@code gone} holds. {@code most}: how many meetings, where there is a bound. */
    private Sql forgetting(Sql sql, UUID person, UUID tenant, String most) {
        var key = person.toString();
        return sql.add(
                        ", freed AS (UPDATE meeting m SET version = m.version + 1, edited_version = m.version + 1, "
                                + MeetingColumns.CHANGED_AT + ", shared_with = array_remove(m.shared_with, gone.id),"
                                + " participant_keys = array_remove(m.participant_keys, gone.id::text),"
                                + " participants = (SELECT coalesce(jsonb_agg(CASE WHEN p ->> 'person_id' = gone.id::text"
                                + " THEN p || '{\"person_id\": null}' ELSE p END ORDER BY place), '[]')"
                                + " FROM jsonb_array_elements(m.participants) WITH ORDINALITY AS each(p, place)),"
                                + " agenda = without_assignee(m.agenda, gone.id::text),"
                                + " minutes = without_assignee(m.minutes, gone.id::text)"
                                + " FROM gone WHERE m.tenant_id = ? AND m.id IN (SELECT f.id FROM (",
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        tenant)
                .add(
                        "SELECT f.id FROM meeting f WHERE f.tenant_id = ?"
                                + " AND (f.shared_with @> ARRAY[?]::uuid[] OR f.participant_keys @> ARRAY[?])",
                        tenant,
                        person,
                        key)
                .add(
                        " UNION SELECT f.id FROM meeting f WHERE f.tenant_id = ? AND f.agenda <> '[]'::jsonb"
                                + " AND jsonb_path_query_array(f.agenda, '$.**.assignee_ids[*]') @> to_jsonb(?::text)",
                        tenant,
                        key)
                .add(
                        " UNION SELECT a.meeting_id FROM action_item a WHERE a.tenant_id = ?"
                                + " AND a.assignee_ids @> ARRAY[?]::uuid[]",
                        tenant,
                        person)
                .add(
                        " UNION SELECT a.meeting_id FROM action_item a WHERE a.tenant_id = ? AND " + COMMENTED + ") f"
                                + most + ") RETURNING m.id)",
                        tenant,
                        key)
                // After the meetings, which every writer of action items locks first.
                .add(
                        ", unassigned AS (UPDATE action_item a SET version = a.version + 1,"
                                + " assignee_ids = array_remove(a.assignee_ids, gone.id),"
                                + " assignees = (SELECT coalesce(jsonb_agg(p ORDER BY place), '[]')"
                                + " FROM jsonb_array_elements(a.assignees) WITH ORDINALITY AS each(p, place)"
                                + " WHERE p ->> 'person_id' <> gone.id::text),"
                                + " comments = (SELECT coalesce(jsonb_agg(CASE WHEN c ->> 'person_id' = gone.id::text"
                                + " THEN c || '{\"person_id\": null}' ELSE c END ORDER BY place), '[]')"
                                + " FROM jsonb_array_elements(a.comments) WITH ORDINALITY AS each(c, place))"
                                + " FROM gone WHERE (SELECT count(*) FROM freed) >= 0 AND a.tenant_id = ?"
                                + " AND a.meeting_id IN (SELECT freed.id FROM freed) AND a.id IN (",
                        tenant)
                .add(
                        "SELECT a.id FROM action_item a WHERE a.tenant_id = ? AND a.assignee_ids @> ARRAY[?]::uuid[]",
                        tenant,
                        person)
                .add(
                        " UNION SELECT a.id FROM action_item a WHERE a.tenant_id = ? AND " + COMMENTED + "))",
                        tenant,
                        key);
    }
}
