package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.FailureCall.ListFailures;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Failing;
import org.meetingsgateway.model.Failure;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.RuleFilters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What failed. Whoever finds something failing says so here in the transaction that found it; that it no longer does is
 * seen by the database.
 */
final class FailureTable {
    private static final Logger LOG = LoggerFactory.getLogger(FailureTable.class);

    private final SqlClient client;
    private final Vertx vertx;
    private final FailureListener listener;

    /** @param listener hears of failures that are not committed yet */
    FailureTable(SqlClient client, Vertx vertx, FailureListener listener) {
        this.client = client;
        this.vertx = vertx;
        this.listener = listener;
    }

    /** Whether a meeting with these changes may be one that is found to fail. */
    static boolean maySayFailed(Changes<MeetingField> changes) {
        var status = changes.get(MeetingField.STATUS);
        return status == null ? changes.has(MeetingField.RECORDING_ERROR) : status == MeetingStatus.FAILED;
    }

    /** After these changes were written, which locked the meeting. */
    Future<MeetingView> after(Changes<MeetingField> changes, MeetingView view, Principal principal) {
        var meeting = view.meeting();
        return maySayFailed(changes) && meeting.status() == MeetingStatus.FAILED
                ? found(Failing.recording(meeting), meeting.updatedAt(), principal.tenantId())
                        .map(view)
                : Future.succeededFuture(view);
    }

    /** As {@link #after}, of a meeting that is written in this transaction. */
    Future<Void> ofMeeting(UUID tenant, UUID id) {
        return new Sql("SELECT " + MeetingColumns.MEETING + " FROM meeting m")
                .add(MeetingTable.JOINS, tenant, tenant)
                .add(" WHERE m.tenant_id = ? AND m.id = ?", tenant, id)
                .run(client)
                .compose(rows -> {
                    var meeting = MeetingColumns.meeting(rows.iterator().next());
                    return meeting.status() == MeetingStatus.FAILED
                            ? found(Failing.recording(meeting), meeting.updatedAt(), tenant)
                            : Future.succeededFuture();
                });
    }

    /**
     * Something fails at that moment. The caller holds a lock that others who say the same of it wait for. Whose a failure
     * is stays, once a rule has said it.
     */
    Future<Void> found(Failing failing, Instant now, UUID tenant) {
        return rules(failing, tenant)
                .compose(rules -> vertx.executeBlocking(() -> first(rules, failing), false))
                .compose(rule -> write(failing, rule, now, tenant));
    }

    private Future<RowSet<Row>> rules(Failing failing, UUID tenant) {
        return new Sql(
                        "SELECT r.id, r.filters::text, r.assignee_person_id, r.assignee_role_id FROM assignment_rule r"
                                + " WHERE r.tenant_id = ? AND r.project_id = ?"
                                + " AND num_nonnulls(r.assignee_person_id, r.assignee_role_id) = 1"
                                + " ORDER BY r.order_key, r.created_at, r.id",
                        tenant,
                        failing.projectId())
                .run(client);
    }

    /** Takes as long as the rules need: not on an event loop. */
    private static @Nullable Row first(RowSet<Row> rules, Failing failing) {
        var search = new RuleSearch();
        try {
            for (var rule : rules) {
                if (matches(rule, failing, search)) {
                    return rule;
                }
            }
        } catch (RuleSearch.Exhausted e) {
            LOG.warn("project {}: {}; the failure has no assignee", failing.projectId(), e.getMessage());
        }
        return null;
    }

    /** A filter that an older gateway took, and this one would not, is no reason to write no failure. */
    private static boolean matches(Row rule, Failing failing, RuleSearch search) {
        try {
            return RuleFilters.read(new JsonObject(rule.getString(1)).getMap()).matches(failing.properties(), search);
        } catch (IllegalArgumentException e) {
            LOG.warn("rule {} matches nothing: {}", rule.getUUID(0), e.getMessage());
            return false;
        }
    }

    private Future<Void> write(Failing failing, @Nullable Row rule, Instant now, UUID tenant) {
        var id = Ids.next();
        var column = switch (failing.kind()) {
            case RECORDING -> "meeting_id";
            case CONNECTION -> "connection_id";
        };
        var sql = new Sql("WITH f AS (INSERT INTO failure AS f (tenant_id, id, " + column
                + ", message, rule_id, assignee_person_id, assignee_role_id, first_seen, last_seen) VALUES (");
        sql.add("?, ?, ?, ?, ", tenant, id, failing.id(), failing.message())
                .add(
                        "?, ?, ?, ",
                        rule == null ? null : rule.getUUID(0),
                        rule == null ? null : rule.getUUID(2),
                        rule == null ? null : rule.getUUID(3))
                .add("?, ?)", now, now)
                .add(" ON CONFLICT (tenant_id, " + column + ") WHERE resolved_at IS NULL DO UPDATE"
                        + " SET message = excluded.message, last_seen = greatest(f.last_seen, excluded.last_seen),"
                        + " rule_id = coalesce(f.rule_id, excluded.rule_id), assignee_person_id = CASE WHEN f.rule_id IS NULL"
                        + " THEN excluded.assignee_person_id ELSE f.assignee_person_id END, assignee_role_id = CASE WHEN"
                        + " f.rule_id IS NULL THEN excluded.assignee_role_id ELSE f.assignee_role_id END RETURNING *)"
                        + " SELECT o.user_number, f.assignee_role_id FROM f LEFT JOIN person o"
                        + " ON o.tenant_id = f.tenant_id AND o.id = f.assignee_person_id")
                .add(" WHERE f.id = ?", id);
        return sql.run(client).map(rows -> {
            rows.forEach(isNew -> listener.failed(failing.kind(), RuleTable.assignee(isNew, 0)));
            return null;
        });
    }

    Future<Page<Failure>> list(ListFailures call, Principal principal) {
        var keyset = new Keyset(
                "f.first_seen",
                "f.id",
                true,
                Objects.hash(
                        "failures",
                        String.valueOf(call.kind()),
                        call.resolved(),
                        principal.projectId(),
                        principal.view().name()));
        var sql = new Sql("SELECT f.id, f.meeting_id, f.connection_id, f.message, o.user_number, f.assignee_role_id,"
                        + " f.rule_id, f.first_seen, f.last_seen, f.resolved_at FROM failure f"
                        + " LEFT JOIN person o ON o.tenant_id = f.tenant_id AND o.id = f.assignee_person_id")
                .add(" WHERE f.tenant_id = ? AND (EXISTS (SELECT FROM meeting m", principal.tenantId());
        Visibility.ofMeetings(sql, principal);
        sql.add(" AND m.id = f.meeting_id) OR EXISTS (SELECT FROM connection c"
                + " JOIN project p ON p.tenant_id = c.tenant_id AND p.id = c.project_id");
        Visibility.ofProjects(sql, principal);
        sql.add(" AND c.tenant_id = ? AND c.id = f.connection_id", principal.tenantId());
        sql.and("c.project_id = ?", principal.projectId());
        sql.add("))");
        if (call.kind() != null) {
            sql.add(" AND f.meeting_id IS " + (call.kind() == Failure.Kind.RECORDING ? "NOT NULL" : "NULL"));
        }
        if (call.resolved() != null) {
            sql.add(" AND f.resolved_at IS " + (call.resolved() ? "NOT NULL" : "NULL"));
        }
        keyset.slice(sql, call.slice());
        return sql.run(client).map(rows -> {
            var failures = new ArrayList<Failure>();
            rows.forEach(row -> failures.add(failure(row)));
            return keyset.page(call.slice(), failures, f -> Cursor.of(f.firstSeen(), f.id()), null);
        });
    }

    private static Failure failure(Row row) {
        var meeting = row.getUUID(1);
        return new Failure(
                row.getUUID(0),
                meeting == null ? Failure.Kind.CONNECTION : Failure.Kind.RECORDING,
                meeting,
                row.getUUID(2),
                row.getString(3),
                RuleTable.assignee(row, 4),
                row.getUUID(6),
                Sql.instant(row, 7),
                Sql.instant(row, 8),
                Sql.instantOrNull(row, 9));
    }
}
