package org.meetingsgateway.server.canonical;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.wire.Json;

/** An action item in both directions. */
final class ActionItemJson {
    private ActionItemJson() {}

    /** Nothing where the list was not asked for. */
    static void write(JsonGenerator json, String name, @Nullable List<ActionItem> items) throws IOException {
        if (items != null) {
            json.writeArrayFieldStart(name);
            for (var item : items) {
                write(json, item);
            }
            json.writeEndArray();
        }
    }

    static void write(JsonGenerator json, ActionItem item) throws IOException {
        json.writeStartObject();
        Json.string(json, "id", item.id());
        Json.string(json, "meeting_id", item.meetingId());
        Json.string(json, "title", item.title());
        Json.string(json, "description", item.description());
        Json.string(json, "assignee", item.assignee());
        Instants.write(json, "due_at", item.dueAt());
        Json.string(json, "state", item.state().code());
        Instants.write(json, "completed_at", item.completedAt());
        Instants.write(json, "dismissed_at", item.dismissedAt());
        Instants.write(json, "created_at", item.createdAt());
        Instants.write(json, "updated_at", item.updatedAt());
        Json.number(json, "version", item.version());
        json.writeEndObject();
    }

    /** A body that the contract has checked. */
    static Changes<ActionItemField> changes(JsonObject body) {
        return Bodies.of(body, ActionItemField.class)
                .plain(ActionItemField.TITLE)
                .plain(ActionItemField.DESCRIPTION)
                .plain(ActionItemField.ASSIGNEE)
                .time(ActionItemField.DUE_AT)
                .coded(ActionItemField.STATE, ActionItem.State.class)
                .done();
    }
}
