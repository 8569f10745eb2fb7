package org.meetingsgateway.server.canonical;

import io.vertx.core.json.JsonObject;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;

/** An action item's JSON, in both directions. */
final class ActionItemJson {
    static final Shape<ActionItem> SHAPE = Shape.of(
            Member.id("id", ActionItem::id),
            Member.id("meeting_id", ActionItem::meetingId),
            Member.text("title", ActionItem::title),
            Member.text("description", ActionItem::description),
            Member.text("assignee", ActionItem::assignee),
            Member.moment("due_at", ActionItem::dueAt),
            Member.code("state", ActionItem::state),
            Member.moment("completed_at", ActionItem::completedAt),
            Member.moment("dismissed_at", ActionItem::dismissedAt),
            Member.moment("created_at", ActionItem::createdAt),
            Member.moment("updated_at", ActionItem::updatedAt),
            Member.count("version", ActionItem::version));

    private ActionItemJson() {}

    static Changes<ActionItemField> changes(JsonObject body) {
        return new Bodies<>(ActionItemField.class, body).changes();
    }
}
