package org.meetingsgateway.adapters.minutebase;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireResponse;

/** A validation failure: the record as it would have become, and {@code errors} by the name of the attribute. */
final class Rejection {
    /** What stands where a record that was never stored has no id. */
    static final String NO_ID = "0".repeat(24);

    private Rejection() {}

    /**
     * The answer to a body that is rejected.
     *
     * @param record writes the stored record, or a new one with its defaults; what the body says of those attributes
     *     that can be written is put in as it was sent
     */
    static WireResponse of(Body body, Json.Writer record) {
        var shown = new JsonObject(Json.bytes(record));
        for (var name : List.copyOf(shown.fieldNames())) {
            if (body.understood(name)) {
                shown.put(name, body.value(name));
            }
        }
        shown.put("errors", new JsonObject(Json.bytes(json -> {
            json.writeStartObject();
            members(json, body.errors());
            json.writeEndObject();
        })));
        return body.told(WireResponse.json(422, shown.toBuffer()));
    }

    /** The member {@code errors}. */
    static void errors(JsonGenerator json, Map<String, List<String>> errors) throws IOException {
        json.writeObjectFieldStart("errors");
        members(json, errors);
        json.writeEndObject();
    }

    private static void members(JsonGenerator json, Map<String, List<String>> errors) throws IOException {
        for (var field : errors.entrySet()) {
            json.writeArrayFieldStart(field.getKey());
            for (var message : field.getValue()) {
                json.writeString(message);
            }
            json.writeEndArray();
        }
    }
}
