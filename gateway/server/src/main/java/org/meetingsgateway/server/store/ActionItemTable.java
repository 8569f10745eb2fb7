package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.ActionItemCall.CreateActionItem;
import org.meetingsgateway.call.ActionItemCall.DeleteActionItem;
import org.meetingsgateway.call.ActionItemCall.GetActionItem;
import org.meetingsgateway.call.ActionItemCall.ListActionItems;
import org.meetingsgateway.call.ActionItemCall.UpdateActionItem;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Assignment;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.Comment;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Slice;

/** Action items. Visible where their meeting is; a write counts as a change of the meeting, which shows them. */
final class ActionItemTable {
    private static final String COLUMNS = """
            a.id, a.alias, a.meeting_id, m.alias, a.title, a.description, a.assignee, a.assignees, a.due_at, a.state, \
            a.completed_at, a.dismissed_at, a.comments, a.minute_id, a.reference, a.created_at, a.updated_at, a.version""";

    private static final String MEETING = " JOIN meeting m ON m.tenant_id = a.tenant_id AND m.id = a.meeting_id";

    private final SqlClient client;
    private final Clock clock;

    ActionItemTable(SqlClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    Future<Page<ActionItem>> list(ListActionItems call, Principal principal) {
        if (call.query().meeting() != null) {
            return MeetingTable.id(client, call.query().meeting(), principal).compose(id -> list(call, id, principal));
        }
        return list(call, null, principal);
    }

    private Future<Page<ActionItem>> list(ListActionItems call, @Nullable UUID meeting, Principal principal) {
        var keyset = Keyset.newestFirst(
                "a",
                "action_items",
                String.valueOf(meeting),
                String.valueOf(call.query().state()),
                principal.view().name());
        var sql = new Sql("SELECT " + COLUMNS + " FROM action_item a" + MEETING);
        filter(sql, call, meeting, principal);
        keyset.slice(sql, call.slice());
        return sql.run(client).compose(rows -> {
            var items = new ArrayList<ActionItem>(rows.size());
            rows.forEach(row -> items.add(actionItem(row)));
            Future<@Nullable Long> total = call.slice() instanceof Slice.Numbered
                    ? count(call, meeting, principal)
                    : Future.succeededFuture(null);
            return total.map(n -> keyset.page(call.slice(), items, a -> Cursor.of(a.createdAt(), a.id()), n));
        });
    }

    private static void filter(Sql sql, ListActionItems call, @Nullable UUID meeting, Principal principal) {
        Visibility.ofMeetings(sql, principal);
        sql.add(" AND a.tenant_id = ?", principal.tenantId());
        if (meeting != null) {
            sql.add(" AND a.meeting_id = ?", meeting);
        }
        if (call.query().state() != null) {
            sql.add(" AND a.state = ?", call.query().state());
        }
    }

    private Future<@Nullable Long> count(ListActionItems call, @Nullable UUID meeting, Principal principal) {
        var sql = new Sql("SELECT count(*) FROM action_item a" + MEETING);
        filter(sql, call, meeting, principal);
        return sql.run(client).map(rows -> rows.iterator().next().getLong(0));
    }

    Future<ActionItem> get(GetActionItem call, Principal principal) {
        var id = Ids.uuid(call.id());
        if (id.isEmpty()) {
            return Future.failedFuture(new Problem.NotFound("action item"));
        }
        var sql = new Sql("SELECT " + COLUMNS + " FROM action_item a" + MEETING);
        Visibility.ofMeetings(sql, principal);
        return sql.add(" AND a.tenant_id = ? AND a.id = ?", principal.tenantId(), id.get())
                .run(client)
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new Problem.NotFound("action item");
                    }
                    return actionItem(rows.iterator().next());
                });
    }

    /** The action items of meetings that the principal is known to see, oldest first. */
    Future<Map<UUID, List<ActionItem>>> of(UUID[] meetings, Principal principal) {
        if (meetings.length == 0) {
            return Future.succeededFuture(Map.of());
        }
        return new Sql(
                        "SELECT " + COLUMNS
                                + " FROM action_item a" + MEETING
                                + " WHERE a.tenant_id = ? AND a.meeting_id = ANY(?) ORDER BY a.created_at, a.id",
                        principal.tenantId(),
                        meetings)
                .run(client)
                .map(rows -> {
                    var out = new LinkedHashMap<UUID, List<ActionItem>>();
                    for (var row : rows) {
                        out.computeIfAbsent(row.getUUID(2), m -> new ArrayList<>())
                                .add(actionItem(row));
                    }
                    return out;
                });
    }

    Future<ActionItem> create(CreateActionItem call, Principal principal) {
        var now = now();
        var given = call.actionItem().get(ActionItemField.STATE, ActionItem.State.class);
        var state = given == null ? ActionItem.State.OPEN : given;
        var sql = new Sql("WITH");
        ReportTable.touched(sql, call.meeting(), principal, ", action_item_count = action_item_count + 1", now);
        sql.add(
                ", a AS (INSERT INTO action_item (tenant_id, id, alias, meeting_id, title, description, assignee, due_at, state,"
                        + " completed_at, dismissed_at, created_at, updated_at)"
                        + " SELECT ?, ?, ?, m.id, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM m RETURNING *)",
                principal.tenantId(),
                Ids.next(),
                Ids.alias(now),
                call.actionItem().get(ActionItemField.TITLE),
                call.actionItem().get(ActionItemField.DESCRIPTION),
                call.actionItem().get(ActionItemField.ASSIGNEE),
                call.actionItem().get(ActionItemField.DUE_AT),
                state,
                state == ActionItem.State.COMPLETED ? now : null,
                state == ActionItem.State.DISMISSED ? now : null,
                now,
                now);
        return sql.add(" SELECT " + COLUMNS + " FROM a" + MEETING).run(client).map(rows -> {
            if (rows.size() == 0) {
                throw new Problem.NotFound("meeting");
            }
            return actionItem(rows.iterator().next());
        });
    }

    Future<ActionItem> update(UpdateActionItem call, Principal principal) {
        return get(new GetActionItem(call.id()), principal).compose(seen -> {
            Versions.check(call.expected(), seen.version());
            if (call.changes().isEmpty()) {
                return Future.succeededFuture(seen);
            }
            var now = now();
            var sql = new Sql("WITH a AS (UPDATE action_item a SET version = a.version + 1, updated_at = ?", now);
            call.changes().forEach((field, value) -> sql.add(", " + field.code() + " = ?", value));
            var state = call.changes().get(ActionItemField.STATE, ActionItem.State.class);
            if (state != null && state != seen.state()) {
                sql.add(
                        ", completed_at = ?, dismissed_at = ?",
                        state == ActionItem.State.COMPLETED ? now : null,
                        state == ActionItem.State.DISMISSED ? now : null);
            }
            // The version that was read a moment ago: the times above belong to the state that it had.
            sql.add(
                            " WHERE a.tenant_id = ? AND a.id = ? AND a.version = ? RETURNING a.*)",
                            principal.tenantId(),
                            seen.id(),
                            seen.version())
                    .add(
                            ", m AS (UPDATE meeting m SET version = m.version + 1, updated_at = ? FROM a"
                                    + " WHERE m.tenant_id = ? AND m.id = a.meeting_id)",
                            now,
                            principal.tenantId())
                    .add(" SELECT " + COLUMNS + " FROM a" + MEETING);
            return sql.run(client).compose(rows -> {
                if (rows.size() > 0) {
                    return Future.succeededFuture(actionItem(rows.iterator().next()));
                }
                return call.expected() == null
                        ? update(call, principal)
                        : Future.failedFuture(new Problem.PreconditionFailed());
            });
        });
    }

    Future<Void> delete(DeleteActionItem call, Principal principal) {
        return get(new GetActionItem(call.id()), principal).compose(seen -> {
            Versions.check(call.expected(), seen.version());
            return new Sql(
                            "WITH a AS (DELETE FROM action_item a WHERE a.tenant_id = ? AND a.id = ?"
                                    + " AND (NOT ? OR a.version = ?) RETURNING a.meeting_id)",
                            principal.tenantId(),
                            seen.id(),
                            call.expected() != null,
                            seen.version())
                    .add(
                            " UPDATE meeting m SET version = m.version + 1, updated_at = ?,"
                                    + " action_item_count = m.action_item_count - 1"
                                    + " FROM a WHERE m.tenant_id = ? AND m.id = a.meeting_id",
                            now(),
                            principal.tenantId())
                    .run(client)
                    .map(rows -> {
                        if (rows.rowCount() == 0) {
                            throw Versions.missed(call.expected(), "action item");
                        }
                        return null;
                    });
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static ActionItem actionItem(Row row) {
        return new ActionItem(
                row.getUUID(0),
                row.getString(1),
                row.getUUID(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                assignees(row.getJsonArray(7)),
                Sql.instantOrNull(row, 8),
                Coded.of(ActionItem.State.class, row.getString(9)),
                Sql.instantOrNull(row, 10),
                Sql.instantOrNull(row, 11),
                comments(row.getJsonArray(12)),
                row.getString(13),
                List.of(row.getArrayOfIntegers(14)),
                Sql.instant(row, 15),
                Sql.instant(row, 16),
                row.getLong(17));
    }

    private static List<Assignment> assignees(JsonArray stored) {
        return stored.stream()
                .map(JsonObject.class::cast)
                .map(a -> new Assignment(
                        UUID.fromString(a.getString("person_id")),
                        a.getString("name"),
                        a.getInstant("assigned_at"),
                        a.getInstant("completed_at")))
                .toList();
    }

    private static List<Comment> comments(JsonArray stored) {
        return stored.stream()
                .map(JsonObject.class::cast)
                .map(c -> new Comment(
                        UUID.fromString(c.getString("id")),
                        c.getString("person_id") == null ? null : UUID.fromString(c.getString("person_id")),
                        c.getString("author"),
                        c.getString("text"),
                        c.getInstant("created_at")))
                .toList();
    }
}
