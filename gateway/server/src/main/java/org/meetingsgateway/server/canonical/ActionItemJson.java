package org.meetingsgateway.server.canonical;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Assignment;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Comment;

/** An action item's JSON, in both directions. */
final class ActionItemJson {
    private static final Shape<Assignment> ASSIGNMENT = Shape.of(
            Member.id("person_id", Assignment::personId),
            Member.text("name", Assignment::name),
            Member.moment("assigned_at", Assignment::assignedAt),
            Member.moment("completed_at", Assignment::completedAt));

    private static final Shape<Comment> COMMENT = Shape.of(
            Member.id("id", Comment::id),
            Member.id("person_id", Comment::personId),
            Member.text("author", Comment::author),
            Member.text("text", Comment::text),
            Member.moment("created_at", Comment::createdAt));

    static final Shape<ActionItem> SHAPE = Shape.of(
            Member.id("id", ActionItem::id),
            Member.text("alias", ActionItem::alias),
            Member.id("meeting_id", ActionItem::meetingId),
            Member.text("title", ActionItem::title),
            Member.text("description", ActionItem::description),
            Member.text("assignee", ActionItem::assignee),
            Member.ids("assignee_ids", ActionItemJson::assigneeIds),
            Member.objects("assignees", ActionItem::assignees, ASSIGNMENT),
            Member.moment("due_at", ActionItem::dueAt),
            Member.code("state", ActionItem::state),
            Member.moment("completed_at", ActionItem::completedAt),
            Member.moment("dismissed_at", ActionItem::dismissedAt),
            Member.objects("comments", ActionItem::comments, COMMENT),
            Member.text("minute_id", ActionItem::minuteId),
            Member.counts("reference", ActionItem::reference),
            Member.moment("created_at", ActionItem::createdAt),
            Member.moment("updated_at", ActionItem::updatedAt),
            Member.count("version", ActionItem::version));

    private ActionItemJson() {}

    static Changes<ActionItemField> changes(JsonObject body) {
        return new Bodies<>(ActionItemField.class, body)
                .list(ActionItemField.ASSIGNEE_IDS, Bodies::ids)
                .changes();
    }

    private static List<UUID> assigneeIds(ActionItem item) {
        return item.assignees().stream().map(Assignment::personId).toList();
    }
}
