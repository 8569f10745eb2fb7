package org.meetingsgateway.adapters.desktop;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.remote.RemoteActionItem;
import org.meetingsgateway.wire.Json;

/** A task that was found in a transcript, in both directions. */
final class TaskJson {
    private TaskJson() {}

    static void write(JsonGenerator json, ActionItem item) throws IOException {
        json.writeStartObject();
        Json.string(json, "title", item.title());
        if (item.description() != null) {
            Json.string(json, "description", item.description());
        }
        Json.string(json, "assignee", item.assignee());
        json.writeEndObject();
    }

    /** Tasks as they are sent to a remote product, which takes no null for a description. */
    static JsonArray said(List<Changes<ActionItemField>> tasks) {
        var list = new JsonArray();
        for (var task : tasks) {
            var json = new JsonObject().put("title", task.get(ActionItemField.TITLE));
            var description = task.get(ActionItemField.DESCRIPTION);
            if (description != null) {
                json.put("description", description);
            }
            list.add(json.put("assignee", task.get(ActionItemField.ASSIGNEE)));
        }
        return list;
    }

    /** One that a remote product tells; it has no id of its own. */
    static RemoteActionItem told(Document task) {
        var title = task.text("title");
        if (title.isBlank()) {
            throw task.unreadable("title", "text that is not blank");
        }
        var fields = Changes.of(ActionItemField.class)
                .set(ActionItemField.TITLE, title)
                .set(ActionItemField.DESCRIPTION, task.textOrNull("description"))
                .set(ActionItemField.ASSIGNEE, task.textOrNull("assignee"))
                .build();
        return RemoteActionItem.of(fields);
    }

    /** What it does not say, a task does not have. */
    static Changes<ActionItemField> read(Fields task) {
        return Changes.of(ActionItemField.class)
                .set(ActionItemField.TITLE, task.requiredText("title", Texts.FILLED))
                .set(ActionItemField.DESCRIPTION, task.someText("description", Texts.FREE))
                .set(ActionItemField.ASSIGNEE, task.text("assignee", Texts.FREE))
                .build();
    }
}
