package org.meetingsgateway.adapters.desktop;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.model.StoredSegment;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.wire.Json;

/** The segments of a transcript, in both directions, and their texts as one, written in as many pieces as there are. */
final class TranscriptJson {
    private TranscriptJson() {}

    static void openText(JsonGenerator json) throws IOException {
        json.writeFieldName("transcript_text");
        json.writeRawValue("\"");
    }

    /** Joined by one blank. */
    static void text(JsonGenerator json, List<StoredSegment> segments) throws IOException {
        for (var stored : segments) {
            if (stored.position() > 1) {
                json.writeRaw(' ');
            }
            var quoted = JsonStringEncoder.getInstance()
                    .quoteAsString(stored.segment().text());
            json.writeRaw(quoted, 0, quoted.length);
        }
    }

    static void closeText(JsonGenerator json) throws IOException {
        json.writeRaw('"');
    }

    static void openSegments(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("transcript_segments");
    }

    static void segments(JsonGenerator json, List<StoredSegment> segments) throws IOException {
        for (var stored : segments) {
            segment(json, stored.segment());
        }
    }

    static void closeSegments(JsonGenerator json) throws IOException {
        json.writeEndArray();
    }

    private static void segment(JsonGenerator json, Segment segment) throws IOException {
        json.writeStartObject();
        Json.number(json, "timestamp", segment.startMs());
        Json.string(json, "speaker", segment.speaker());
        Json.string(json, "text", segment.text());
        Json.number(json, "confidence", segment.confidence());
        json.writeFieldName("is_final");
        if (segment.isFinal() == null) {
            json.writeNull();
        } else {
            json.writeBoolean(segment.isFinal());
        }
        json.writeEndObject();
    }

    /** Segments as they are sent to a remote product. */
    static JsonArray said(List<Segment> segments) {
        var list = new JsonArray();
        for (var segment : segments) {
            list.add(new JsonObject()
                    .put("timestamp", segment.startMs())
                    .put("speaker", segment.speaker())
                    .put("text", segment.text())
                    .put("confidence", segment.confidence())
                    .put("is_final", segment.isFinal()));
        }
        return list;
    }

    /** One that a remote product tells. */
    static Segment told(Document segment) {
        var text = segment.text("text");
        if (text.isBlank()) {
            throw segment.unreadable("text", "text that is not blank");
        }
        return new Segment(
                text,
                segment.textOrNull("speaker"),
                fraction(segment.numberOrNull("timestamp")),
                null,
                fraction(segment.numberOrNull("confidence")),
                segment.flagOrNull("is_final"));
    }

    private static @Nullable Double fraction(@Nullable BigDecimal number) {
        return number == null ? null : number.doubleValue();
    }

    static Segment read(Fields segment) {
        var timestamp = segment.number("timestamp");
        var speaker = segment.text("speaker", Texts.FREE);
        var text = segment.requiredText("text", Texts.FILLED);
        var confidence = segment.number("confidence");
        return new Segment(text, speaker, timestamp, null, confidence, segment.flag("is_final"));
    }
}
