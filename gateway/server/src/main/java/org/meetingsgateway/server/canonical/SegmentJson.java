package org.meetingsgateway.server.canonical;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Appended;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.model.StoredSegment;
import org.meetingsgateway.wire.Json;

/** A segment in both directions. */
final class SegmentJson {
    private SegmentJson() {}

    static void write(JsonGenerator json, StoredSegment stored) throws IOException {
        var segment = stored.segment();
        json.writeStartObject();
        Json.number(json, "position", stored.position());
        Json.string(json, "text", segment.text());
        Json.string(json, "speaker", segment.speaker());
        decimal(json, "start_ms", segment.startMs());
        decimal(json, "end_ms", segment.endMs());
        decimal(json, "confidence", segment.confidence());
        json.writeFieldName("final");
        if (segment.isFinal() == null) {
            json.writeNull();
        } else {
            json.writeBoolean(segment.isFinal());
        }
        json.writeEndObject();
    }

    /** A whole number is written as one: 1200, not 1200.0. */
    private static void decimal(JsonGenerator json, String name, @Nullable Double value) throws IOException {
        if (value != null && value == Math.rint(value) && Math.abs(value) < 1e15) {
            json.writeNumberField(name, value.longValue());
        } else {
            Json.number(json, name, value);
        }
    }

    static void write(JsonGenerator json, Appended appended) throws IOException {
        json.writeStartObject();
        Json.number(json, "appended", appended.appended());
        Json.number(json, "replaced", appended.replaced());
        Json.number(json, "skipped", appended.skipped());
        Json.number(json, "segment_count", appended.segmentCount());
        Json.number(json, "revision", appended.revision());
        json.writeEndObject();
    }

    /** A batch that the contract has checked. */
    static List<Segment> segments(JsonObject body) {
        JsonArray segments = body.getJsonArray("segments");
        return segments.stream().map(s -> segment((JsonObject) s)).toList();
    }

    private static Segment segment(JsonObject s) {
        return new Segment(
                s.getString("text"),
                s.getString("speaker"),
                s.getDouble("start_ms"),
                s.getDouble("end_ms"),
                s.getDouble("confidence"),
                s.getBoolean("final"));
    }
}
