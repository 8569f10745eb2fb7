package org.meetingsgateway.dist;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of bodies that {@code /v1} takes. */
final class Bodies {
    private Bodies() {}

    static JsonObject item(String title, String type) {
        return new JsonObject().put("title", title).put("type", type);
    }

    static JsonObject action(String title, @Nullable String dueAt, String... people) {
        return item(title, "action").put("due_at", dueAt).put("assignee_ids", array(people));
    }

    static JsonObject segment(String text) {
        return new JsonObject().put("text", text);
    }

    static JsonArray array(String... values) {
        return new JsonArray(List.of(values));
    }
}
