package org.meetingsgateway.dist;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What a gateway answered. */
record Answer(int status, MultiMap headers, Buffer body) {
    JsonObject json() {
        return body.toJsonObject();
    }

    String header(String name) {
        return headers.get(name);
    }

    /** The objects of a canonical or MeetLog list. */
    List<JsonObject> items() {
        JsonArray items = json().getJsonArray("items");
        return items.stream().map(JsonObject.class::cast).toList();
    }

    String text() {
        return body.toString();
    }
}
