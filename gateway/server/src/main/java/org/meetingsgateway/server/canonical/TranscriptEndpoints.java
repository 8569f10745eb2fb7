package org.meetingsgateway.server.canonical;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.call.TranscriptCall.GetTranscript;
import org.meetingsgateway.call.TranscriptCall.ListSegments;
import org.meetingsgateway.model.Transcript;
import org.meetingsgateway.model.TranscriptText;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.Accept;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** {@code /v1/meetings/{id}/transcript} and its segments. */
final class TranscriptEndpoints {
    private static final String TRANSCRIPT = "/v1/meetings/:meeting_id/transcript";
    private static final String SEGMENTS = TRANSCRIPT + "/segments";
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain";

    private static final Shape<TranscriptText> SHAPE = Shape.of(
            Member.code("state", t -> t.transcript().state()),
            Member.count("revision", t -> t.transcript().revision()),
            Member.count("segment_count", t -> t.transcript().segmentCount()),
            Member.optionalText("text", TranscriptText::text));

    private final Resource resource;
    private final FreshReads fresh;

    TranscriptEndpoints(Resource resource, FreshReads fresh) {
        this.resource = resource;
        this.fresh = fresh;
    }

    List<Endpoint> endpoints() {
        return List.of(
                resource.endpoint(HttpMethod.GET, TRANSCRIPT, "transcripts:read", this::get)
                        .repeated(),
                resource.endpoint(HttpMethod.GET, SEGMENTS, "transcripts:read", this::list)
                        .repeated(),
                resource.endpoint(HttpMethod.POST, SEGMENTS, "transcripts:write", this::append));
    }

    private Future<WireResponse> get(WireRequest request, JsonObject body, Meetings meetings) {
        boolean plain = Accept.best(request.headers().getAll("Accept"), List.of(JSON, TEXT))
                .equals(TEXT);
        boolean withText = plain || "text".equals(request.query().get("expand"));
        var ref = MeetingEndpoints.ref(request);
        return fresh.dated(
                request,
                meetings,
                ref,
                () -> meetings.ask(new GetTranscript(ref, withText)),
                TranscriptText::freshness,
                transcript -> EntityTags.answer(
                                request,
                                tag(transcript.transcript(), plain),
                                plain ? text(transcript) : json(transcript))
                        .with("Vary", "Accept"));
    }

    /** The state, which the JSON shows and the text does not, may change without the revision: it is the meeting's. */
    private static String tag(Transcript transcript, boolean plain) {
        return "\"" + transcript.revision() + "-"
                + (plain ? "text" : transcript.state().code()) + "\"";
    }

    private static WireResponse.Bytes text(TranscriptText transcript) {
        var text = Objects.requireNonNullElse(transcript.text(), "");
        return WireResponse.of(200, TEXT + "; charset=utf-8", Buffer.buffer(text));
    }

    private static WireResponse.Bytes json(TranscriptText transcript) {
        return WireResponse.json(200, SHAPE.bytes(transcript));
    }

    private Future<WireResponse> list(WireRequest request, JsonObject body, Meetings meetings) {
        var ref = MeetingEndpoints.ref(request);
        return fresh.partOf(
                request,
                meetings,
                ref,
                () -> meetings.ask(new ListSegments(ref, ListAnswer.slice(request)))
                        .map(page -> ListAnswer.of(request, page, SegmentJson.SHAPE::write)));
    }

    private Future<WireResponse> append(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new AppendSegments(MeetingEndpoints.ref(request), SegmentJson.segments(body)))
                .map(appended -> WireResponse.json(200, SegmentJson.APPENDED.bytes(appended)));
    }
}
