package org.meetingsgateway.server.canonical;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Appended;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.model.StoredSegment;

/** A segment's JSON, in both directions. */
final class SegmentJson {
    static final Shape<StoredSegment> SHAPE = Shape.of(
            Member.count("position", StoredSegment::position),
            Member.text("text", s -> s.segment().text()),
            Member.text("speaker", s -> s.segment().speaker()),
            Member.number("start_ms", s -> s.segment().startMs()),
            Member.number("end_ms", s -> s.segment().endMs()),
            Member.number("confidence", s -> s.segment().confidence()),
            Member.answer("final", s -> s.segment().isFinal()));

    /** What became of a batch. */
    static final Shape<Appended> APPENDED = Shape.of(
            Member.count("appended", Appended::appended),
            Member.count("replaced", Appended::replaced),
            Member.count("skipped", Appended::skipped),
            Member.count("segment_count", Appended::segmentCount),
            Member.count("revision", Appended::revision));

    private SegmentJson() {}

    /** The segments of a batch. */
    static List<Segment> segments(JsonObject body) {
        return body.getJsonArray("segments").stream()
                .map(segment -> segment((JsonObject) segment))
                .toList();
    }

    private static Segment segment(JsonObject segment) {
        return new Segment(
                segment.getString("text"),
                segment.getString("speaker"),
                number(segment, "start_ms"),
                number(segment, "end_ms"),
                number(segment, "confidence"),
                segment.getBoolean("final"));
    }

    private static @Nullable Double number(JsonObject segment, String name) {
        var number = segment.getNumber(name);
        return number == null ? null : number.doubleValue();
    }
}
