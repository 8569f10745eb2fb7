package org.meetingsgateway.adapters.desktop;

import static org.meetingsgateway.spi.Endpoint.get;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.meetingsgateway.call.AccountCall.GetCalendar;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.RecordingCall.CreateUpload;
import org.meetingsgateway.call.RecordingCall.UpdateRecording;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Privacy;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Meetings as recordings: made, shown, changed, deleted, and appended to while somebody speaks. */
final class Recordings {
    static final String PATH = "/desktop_recordings";
    static final String READ = "desktop_recording:read";

    private static final String WRITE = "desktop_recording:write";
    private static final Set<Expansion> WHOLE = Set.of(Expansion.ACTION_ITEMS);

    private Recordings() {}

    static List<Endpoint> endpoints(String project) {
        var one = project + PATH + "/:id";
        return List.of(
                Endpoint.of(HttpMethod.POST, project + PATH, WRITE, Recordings::create),
                get(one, READ, Set.of(), Recordings::show).repeated(),
                Endpoint.of(HttpMethod.PUT, one, WRITE, Recordings::replace),
                Endpoint.of(HttpMethod.PATCH, one, WRITE, Recordings::change),
                Endpoint.of(HttpMethod.DELETE, one, WRITE, Recordings::delete),
                Endpoint.of(HttpMethod.POST, one + "/append_segments", WRITE, Recordings::append));
    }

    private static Future<WireResponse> create(WireRequest request, Meetings meetings) {
        var body = Body.fields(request);
        var platform = body.has("platform") ? body.choice("platform", Words::platform) : Words.PLATFORM;
        return meetings.ask(new CreateUpload())
                .compose(upload -> meetings.ask(new GetCalendar())
                        .compose(calendar -> meetings.ask(new CreateMeeting(Changes.of(MeetingField.class)
                                .set(MeetingField.PLATFORM, platform)
                                .set(MeetingField.STATUS, MeetingStatus.RECORDING)
                                .set(MeetingField.PRIVACY, Privacy.PROJECT)
                                .set(
                                        MeetingField.PROJECT_ID,
                                        meetings.principal().projectId())
                                .set(MeetingField.STARTS_AT, calendar.now())
                                .set(MeetingField.RECORDING_SDK_UPLOAD_ID, upload.id())
                                .build())))
                        .compose(view -> written(
                                request,
                                meetings,
                                view,
                                201,
                                json -> json.writeStringField("upload_token", upload.token()))))
                .map(body::told);
    }

    private static Future<WireResponse> show(WireRequest request, Meetings meetings) {
        return found(request, meetings)
                .compose(view -> new Pieces(List.of(RecordingStream.of(meetings, view))).answer(200));
    }

    private static Future<MeetingView> found(WireRequest request, Meetings meetings) {
        return meetings.ask(new GetMeeting(ref(request), WHOLE));
    }

    /** What is no UUID is not there; with a dot in it, nor is the path. */
    private static MeetingRef ref(WireRequest request) {
        var id = Scalars.uuid(request.pathParam("id"));
        if (id == null) {
            throw new Problem.NotFound(request.pathParam("id").contains(".") ? "endpoint" : "recording");
        }
        return new MeetingRef(id.toString());
    }

    private static Future<WireResponse> replace(WireRequest request, Meetings meetings) {
        return change(request, meetings, body -> {
            if (!body.has("platform")) {
                body.choice("platform", Words::platform);
            }
            return RecordingJson.read(body);
        });
    }

    private static Future<WireResponse> change(WireRequest request, Meetings meetings) {
        return change(request, meetings, RecordingJson::read);
    }

    private static Future<WireResponse> change(
            WireRequest request, Meetings meetings, Function<Fields, RecordingJson.Said> reading) {
        var ref = ref(request);
        return read(request, meetings, reading)
                .compose(read -> meetings.ask(new UpdateRecording(
                                ref,
                                read.said().changes(),
                                read.said().participants(),
                                read.said().segments(),
                                read.said().tasks()))
                        .compose(changed -> written(request, meetings, changed, 200, json -> {}))
                        .map(read.body()::told));
    }

    /** What a body says. */
    private record Read<T>(Fields body, T said) {}

    /** Where the body is wrong, it is told first whether the recording is there at all: nobody else needs to look. */
    private static <T> Future<Read<T>> read(WireRequest request, Meetings meetings, Function<Fields, T> reading) {
        try {
            var body = Body.fields(request);
            return Future.succeededFuture(new Read<>(body, reading.apply(body)));
        } catch (Problem wrong) {
            return found(request, meetings).compose(view -> Future.failedFuture(wrong));
        }
    }

    private static Future<WireResponse> delete(WireRequest request, Meetings meetings) {
        return meetings.ask(new DeleteMeeting(ref(request), null)).map(gone -> WireResponse.empty(204));
    }

    private static Future<WireResponse> append(WireRequest request, Meetings meetings) {
        var ref = ref(request);
        return read(request, meetings, body -> body.someObjects("segments", TranscriptJson::read))
                .compose(read -> meetings.ask(new AppendSegments(ref, read.said()))
                        .compose(appended -> meetings.ask(new GetMeeting(ref, WHOLE)))
                        .compose(now -> written(request, meetings, now, 200, json -> {}))
                        .map(read.body()::told));
    }

    /** What a write answers: the whole recording, unless the caller prefers less. */
    private static Future<WireResponse> written(
            WireRequest request, Meetings meetings, MeetingView view, int status, Json.Writer last) {
        if (!Preference.isMinimal(request)) {
            return new Pieces(List.of(RecordingStream.of(meetings, view, last))).answer(status);
        }
        return Future.succeededFuture(Preference.applied(WireResponse.json(status, Json.bytes(json -> {
            json.writeStartObject();
            RecordingJson.minimal(json, view);
            last.write(json);
            json.writeEndObject();
        }))));
    }
}
