package org.meetingsgateway.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.meetingsgateway.memory.Served;

/** Compares what was answered with the {@code then} of a case. The order of a JSON object's members counts. */
final class GoldenCheck {
    private static final Set<String> MEMBERS = Set.of("status", "headers", "body", "calls", "after");

    private static final Set<String> AFTER_MEMBERS = Set.of("method", "target", "status", "body");

    private GoldenCheck() {}

    static void that(Served served, JsonObject then) {
        assertThat(MEMBERS).containsAll(then.fieldNames());
        var response = served.response();
        assertThat(response.status())
                .withFailMessage(() -> "answered %d, not %d: %s (%s)"
                        .formatted(response.status(), then.getInteger("status"), response.body(), served.failure()))
                .isEqualTo(then.getInteger("status"));
        then.getJsonObject("headers", new JsonObject())
                .forEach(header -> assertThat(response.headers().get(header.getKey()))
                        .as(header.getKey())
                        .isEqualTo(header.getValue()));
        assertThat(text(response.body())).isEqualTo(then.containsKey("body") ? text(then.getValue("body")) : "");
        if (then.containsKey("calls")) {
            assertThat(served.calls().stream().map(call -> call.getClass().getSimpleName()))
                    .isEqualTo(then.getJsonArray("calls").getList());
        }
    }

    /** What a request after the case was answered. */
    static void after(Served served, JsonObject after) {
        assertThat(AFTER_MEMBERS).containsAll(after.fieldNames());
        var then = new JsonObject().put("status", after.getInteger("status", 200));
        if (after.containsKey("body")) {
            then.put("body", after.getValue("body"));
        }
        that(served, then);
    }

    private static String text(Buffer body) {
        return body.length() == 0 ? "" : text(Json.decodeValue(body));
    }

    private static String text(Object json) {
        return Json.encodePrettily(json);
    }
}
