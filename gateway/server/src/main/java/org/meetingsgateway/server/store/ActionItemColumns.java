package org.meetingsgateway.server.store;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.UUID;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.Assignment;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.Comment;

/** The columns of an action item and what they mean. Columns are read by position: names cost. */
final class ActionItemColumns {
    /** Of {@code a} and its meeting {@code m}, in the order that {@link #actionItem} reads them. */
    static final String ACTION_ITEM = """
            a.id, a.alias, a.meeting_id, m.alias, a.title, a.description, a.assignee, a.assignees, a.due_at, a.state, \
            a.completed_at, a.dismissed_at, a.comments, a.minute_id, a.reference, a.created_at, a.updated_at, a.version""";

    /** What makes a row of {@code a} complete. */
    static final String MEETING = " JOIN meeting m ON m.tenant_id = a.tenant_id AND m.id = a.meeting_id";

    private ActionItemColumns() {}

    static ActionItem actionItem(Row row) {
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
