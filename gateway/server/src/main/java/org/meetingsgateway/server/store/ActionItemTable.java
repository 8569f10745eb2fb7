package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.ActionItemCall.CreateActionItem;
import org.meetingsgateway.call.ActionItemCall.DeleteActionItem;
import org.meetingsgateway.call.ActionItemCall.GetActionItem;
import org.meetingsgateway.call.ActionItemCall.ListActionItems;
import org.meetingsgateway.call.ActionItemCall.UpdateActionItem;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.ActionItemQuery;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Slice;

/**
 * Action items. Visible where their meeting is; a write counts as a change of the meeting, which shows them, and where
 * the item is one of the minutes, it writes these too. Every write locks the meeting first, as whoever writes minutes
 * does.
 */
final class ActionItemTable {
    private static final String FROM = " FROM action_item a" + ActionItemColumns.MEETING;

    private final SqlClient client;
    private final Clock clock;
    private final References references;

    ActionItemTable(SqlClient client, Clock clock, References references) {
        this.client = client;
        this.clock = clock;
        this.references = references;
    }

    Future<Page<ActionItem>> list(ListActionItems call, Principal principal) {
        var meeting = call.query().meeting();
        return meeting == null
                ? list(call, null, principal)
                : MeetingTable.id(client, meeting, principal).compose(id -> list(call, id, principal));
    }

    private Future<Page<ActionItem>> list(ListActionItems call, @Nullable UUID meeting, Principal principal) {
        var query = call.query();
        var keyset = keyset(query, meeting, principal);
        if (call.slice() instanceof Slice.After && query.sort().key() != ActionItemQuery.Sort.Key.CREATED_AT) {
            throw new Problem.Invalid(
                    Violation.In.QUERY, "sort", "sort", "A list in this order has no cursors, only numbered pages");
        }
        var sql = new Sql("SELECT " + ActionItemColumns.ACTION_ITEM + FROM);
        filter(sql, query, meeting, principal);
        keyset.slice(sql, call.slice());
        return sql.run(client).compose(rows -> {
            var items = new ArrayList<ActionItem>(rows.size());
            rows.forEach(row -> items.add(ActionItemColumns.actionItem(row)));
            Future<@Nullable Long> total = call.slice() instanceof Slice.Counted
                    ? count(query, meeting, principal)
                    : Future.succeededFuture(null);
            return total.map(n -> keyset.page(call.slice(), items, a -> Cursor.of(a.createdAt(), a.id()), n));
        });
    }

    private static Keyset keyset(ActionItemQuery query, @Nullable UUID meeting, Principal principal) {
        var key = switch (query.sort().key()) {
            case CREATED_AT -> "a.created_at";
            case DUE_AT -> "a.due_at";
            case COMPLETED_AT -> "a.completed_at";
            case DISMISSED_AT -> "a.dismissed_at";
        };
        // Last in both directions are those without the value; ascending they are so by themselves, as the index has
        // them.
        var last = query.sort().descending() && query.sort().key() != ActionItemQuery.Sort.Key.CREATED_AT;
        var list = Stream.of(
                        "action_items",
                        meeting,
                        query.projectId(),
                        query.assigneeId(),
                        query.state(),
                        query.dueBefore(),
                        query.sort(),
                        principal.view(),
                        principal.projectId())
                .map(String::valueOf)
                .toList();
        return new Keyset(
                last ? key + " IS NULL, " + key : key, "a.id", query.sort().descending(), list.hashCode());
    }

    private static void filter(Sql sql, ActionItemQuery query, @Nullable UUID meeting, Principal principal) {
        Visibility.ofMeetings(sql, principal);
        sql.add(" AND a.tenant_id = ?", principal.tenantId());
        sql.and("a.meeting_id = ?", meeting);
        sql.and("m.project_id = ?", query.projectId());
        sql.and("a.assignee_ids @> ARRAY[?]::uuid[]", query.assigneeId());
        sql.and("a.state = ?", query.state());
        sql.and("a.due_at < ?", query.dueBefore());
    }

    private Future<@Nullable Long> count(ActionItemQuery query, @Nullable UUID meeting, Principal principal) {
        var sql = new Sql("SELECT count(*)" + FROM);
        filter(sql, query, meeting, principal);
        return sql.run(client).map(rows -> rows.iterator().next().getLong(0));
    }

    Future<ActionItem> get(GetActionItem call, Principal principal) {
        var sql = new Sql("SELECT " + ActionItemColumns.ACTION_ITEM + FROM);
        Visibility.ofMeetings(sql, principal);
        identify(sql.add(" AND a.tenant_id = ?", principal.tenantId()), call.id());
        return sql.run(client).map(rows -> {
            if (rows.size() == 0) {
                throw new Problem.NotFound("action item");
            }
            return ActionItemColumns.actionItem(rows.iterator().next());
        });
    }

    static void identify(Sql sql, String id) {
        var uuid = Ids.uuid(id);
        if (uuid.isPresent()) {
            sql.add(" AND a.id = ?", uuid.get());
        } else {
            sql.add(" AND a.alias = ?", id);
        }
    }

    /** The action items of meetings that the principal is known to see: as they were written together, then oldest first. */
    Future<Map<UUID, List<ActionItem>>> of(UUID[] meetings, Principal principal) {
        if (meetings.length == 0) {
            return Future.succeededFuture(Map.of());
        }
        return new Sql(
                        "SELECT " + ActionItemColumns.ACTION_ITEM + FROM
                                + " WHERE a.tenant_id = ? AND a.meeting_id = ANY(?) ORDER BY a.place, a.created_at, a.id",
                        principal.tenantId(),
                        meetings)
                .run(client)
                .map(rows -> {
                    var out = new LinkedHashMap<UUID, List<ActionItem>>();
                    for (var row : rows) {
                        out.computeIfAbsent(row.getUUID(2), m -> new ArrayList<>())
                                .add(ActionItemColumns.actionItem(row));
                    }
                    return out;
                });
    }

    Future<ActionItem> create(CreateActionItem call, Principal principal) {
        return references.assignees(assigneeIds(call.actionItem()), principal).compose(assignees -> {
            var now = now();
            var given = call.actionItem().get(ActionItemField.STATE, ActionItem.State.class);
            var state = given == null ? ActionItem.State.OPEN : given;
            var completedAt = state == ActionItem.State.COMPLETED ? now : null;
            var sql = new Sql("WITH");
            ReportTable.touched(sql, call.meeting(), principal, ", action_item_count = action_item_count + 1", now);
            sql.add(
                    ", a AS (INSERT INTO action_item (tenant_id, id, alias, meeting_id, title, description, assignee, due_at,"
                            + " state, completed_at, dismissed_at, created_at, updated_at, assignee_ids, assignees)"
                            + " SELECT ?, ?, ?, m.id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,",
                    principal.tenantId(),
                    Ids.next(),
                    Ids.alias(now),
                    call.actionItem().get(ActionItemField.TITLE),
                    call.actionItem().get(ActionItemField.DESCRIPTION),
                    call.actionItem().get(ActionItemField.ASSIGNEE),
                    call.actionItem().get(ActionItemField.DUE_AT),
                    state,
                    completedAt,
                    state == ActionItem.State.DISMISSED ? now : null,
                    now,
                    now,
                    assignees);
            sql.add(
                    " complete_assignments(assign_people(m.tenant_id, ?::uuid[], '[]', ?), ?) FROM m RETURNING *)",
                    assignees,
                    now,
                    completedAt);
            return sql.add(" SELECT " + ActionItemColumns.ACTION_ITEM + " FROM a" + ActionItemColumns.MEETING)
                    .run(client)
                    .compose(rows -> rows.size() == 0
                            ? MeetingTable.id(client, call.meeting(), principal)
                                    .compose(there -> Future.failedFuture(new Problem.NotFound("meeting")))
                            : Future.succeededFuture(
                                    ActionItemColumns.actionItem(rows.iterator().next())));
        });
    }

    private static List<?> assigneeIds(Changes<ActionItemField> changes) {
        var ids = changes.get(ActionItemField.ASSIGNEE_IDS, List.class);
        return ids == null ? List.of() : ids;
    }

    Future<ActionItem> update(UpdateActionItem call, Principal principal) {
        return references
                .assignees(assigneeIds(call.changes()), principal)
                .compose(assignees -> update(call, assignees, principal));
    }

    private Future<ActionItem> update(UpdateActionItem call, UUID[] assignees, Principal principal) {
        return get(new GetActionItem(call.id()), principal).compose(seen -> {
            Versions.check(call.expected(), seen.version());
            if (call.changes().isEmpty()) {
                return Future.succeededFuture(seen);
            }
            var now = now();
            var sql = locked(seen, principal);
            sql.add(", a AS (UPDATE action_item a SET version = a.version + 1, updated_at = ?", now);
            ActionItemChanges.assign(sql, seen, call.changes(), assignees, now);
            // The version that was read a moment ago: what was made of its state and its place in the minutes is true.
            sql.add(
                    " FROM locked WHERE a.tenant_id = ? AND a.id = ? AND a.version = ? RETURNING a.*)",
                    principal.tenantId(),
                    seen.id(),
                    seen.version());
            sql.add(", m AS (UPDATE meeting m SET version = m.version + 1, " + MeetingColumns.CHANGED_AT, now);
            ActionItemChanges.assignMinutes(sql, seen, call.changes(), assignees);
            sql.add(" FROM a WHERE m.tenant_id = ? AND m.id = a.meeting_id)", principal.tenantId());
            sql.add(" SELECT " + ActionItemColumns.ACTION_ITEM + " FROM a" + ActionItemColumns.MEETING);
            return sql.run(client).compose(rows -> {
                if (rows.size() > 0) {
                    return Future.succeededFuture(
                            ActionItemColumns.actionItem(rows.iterator().next()));
                }
                return call.expected() == null
                        ? update(call, assignees, principal)
                        : Future.failedFuture(new Problem.PreconditionFailed());
            });
        });
    }

    private static Sql locked(ActionItem item, Principal principal) {
        return new Sql(
                "WITH locked AS (SELECT m.id FROM meeting m WHERE m.tenant_id = ? AND m.id = ? FOR NO KEY UPDATE)",
                principal.tenantId(),
                item.meetingId());
    }

    /** The children of an item of the minutes take its place. */
    Future<Void> delete(DeleteActionItem call, Principal principal) {
        return get(new GetActionItem(call.id()), principal).compose(seen -> {
            Versions.check(call.expected(), seen.version());
            return locked(seen, principal)
                    .add(
                            ", a AS (DELETE FROM action_item a USING locked WHERE a.tenant_id = ? AND a.id = ?"
                                    + " AND (NOT ? OR a.version = ?) RETURNING a.meeting_id, a.minute_id)",
                            principal.tenantId(),
                            seen.id(),
                            call.expected() != null,
                            seen.version())
                    .add(" UPDATE meeting m SET version = m.version + 1, " + MeetingColumns.CHANGED_AT + ",", now())
                    .add(
                            seen.minuteId() == null
                                    ? " action_item_count = m.action_item_count - 1"
                                    : " edited_version = m.version + 1, minutes = without_item(m.minutes, a.minute_id)")
                    .add(" FROM a WHERE m.tenant_id = ? AND m.id = a.meeting_id", principal.tenantId())
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
}
