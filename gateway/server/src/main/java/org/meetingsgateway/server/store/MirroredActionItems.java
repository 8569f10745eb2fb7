package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.remote.RemoteActionItem;
import org.meetingsgateway.remote.RemoteComment;
import org.meetingsgateway.remote.RemoteMeeting;

/**
 * The action items of a remote meeting. Where its minutes are told, they are items of these and stored with them: what
 * minutes do not say of them is added. Else all of them are replaced.
 */
final class MirroredActionItems {
    /** What a remote product says beyond that is left out. */
    private static final int MAX_COMMENTS = 1_000;

    private final SqlClient client;

    MirroredActionItems(SqlClient client) {
        this.client = client;
    }

    /** After the meeting was written, under its lock. */
    Future<Void> put(UUID tenantId, UUID meetingId, RemoteMeeting meeting, Instant now) {
        var items = meeting.actionItems();
        if (items == null) {
            return Future.succeededFuture();
        }
        return meeting.fields().has(MeetingField.MINUTES)
                ? tell(tenantId, meetingId, items, now)
                : replace(tenantId, meetingId, items, now);
    }

    private Future<Void> tell(UUID tenantId, UUID meetingId, List<RemoteActionItem> items, Instant now) {
        var told = new JsonArray();
        var aliases = new HashSet<String>();
        for (var item : items) {
            if (item.minuteId() != null) {
                told.add(told(item, meetingId, aliases));
            }
        }
        return told.isEmpty()
                ? Future.succeededFuture()
                : new Sql("SELECT tell_actions_of_minutes(?, ?, ?, ?)", tenantId, meetingId, now, told)
                        .run(client)
                        .mapEmpty();
    }

    /** An id there is the alias here where it has that form, and nothing else has it. */
    private static JsonObject told(RemoteActionItem item, UUID meetingId, Set<String> aliases) {
        var fields = item.fields();
        var told = new JsonObject().put("minute_id", item.minuteId());
        var id = item.nativeId();
        if (id != null && Ids.isAlias(id) && aliases.add(id)) {
            told.put("alias", id);
        }
        if (fields.has(ActionItemField.ASSIGNEE)) {
            told.put("assignee", fields.get(ActionItemField.ASSIGNEE, String.class));
        }
        var state = fields.get(ActionItemField.STATE, ActionItem.State.class);
        if (state != null) {
            told.put("state", state.code());
        }
        if (item.completedAt() != null) {
            told.put("completed_at", MeetingColumns.moment(item.completedAt()));
        }
        if (item.dismissedAt() != null) {
            told.put("dismissed_at", MeetingColumns.moment(item.dismissedAt()));
        }
        if (item.comments() != null) {
            var comments = new JsonArray();
            item.comments().stream()
                    .limit(MAX_COMMENTS)
                    .map(comment -> comment(comment, meetingId))
                    .forEach(comments::add);
            told.put("comments", comments);
        }
        return told;
    }

    /** Who said it is no person of the tenant. Its id follows from the one there, and so stays. */
    private static JsonObject comment(RemoteComment comment, UUID meetingId) {
        var id = UUID.nameUUIDFromBytes((meetingId + " " + comment.nativeId()).getBytes(StandardCharsets.UTF_8));
        return new JsonObject()
                .put("id", id.toString())
                .putNull("person_id")
                .put("author", Objects.requireNonNullElse(comment.author(), "Somebody"))
                .put("text", comment.text())
                .put("created_at", MeetingColumns.moment(comment.createdAt()));
    }

    private Future<Void> replace(UUID tenantId, UUID meetingId, List<RemoteActionItem> items, Instant now) {
        var wanted = RecordingTable.wanted(
                items.stream().map(RemoteActionItem::fields).toList());
        return new Sql(
                        "UPDATE meeting m SET minutes = t.new_minutes, action_item_count = m.action_item_count + t.added"
                                + " FROM replace_action_items(?, ?, ?, ?) t",
                        tenantId,
                        meetingId,
                        now,
                        wanted)
                .add(" WHERE m.tenant_id = ? AND m.id = ?", tenantId, meetingId)
                .run(client)
                .mapEmpty();
    }
}
