package org.meetingsgateway.adapters.desktop;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.function.Function;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.MinutesCall.ReplaceMinutes;
import org.meetingsgateway.call.RecordingCall.UpdateRecording;
import org.meetingsgateway.call.ReportCall.CreateReport;
import org.meetingsgateway.call.ReportCall.DeleteReport;
import org.meetingsgateway.call.ReportCall.UpdateReport;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.Platform;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.remote.Writes;
import org.meetingsgateway.remote.Written;

/** What can be written of a project's recordings. */
record RecordingWrites(ProjectRequests project) {
    private static final String PLATFORM = "platform";

    Writes writes() {
        return new Writes.Builder()
                .on(CreateMeeting.class, this::create)
                .on(UpdateMeeting.class, call -> change(call.ref(), body(call.changes())))
                .on(UpdateRecording.class, call -> change(call.ref(), body(call)))
                .on(DeleteMeeting.class, this::delete)
                .on(AppendSegments.class, this::append)
                .keeping(ReplaceMinutes.class, CreateReport.class, UpdateReport.class, DeleteReport.class)
                .build();
    }

    private static JsonObject body(Changes<MeetingField> changes) {
        return RecordingBody.of(new RecordingJson.Said(changes, null, null, null));
    }

    private static JsonObject body(UpdateRecording call) {
        return RecordingBody.of(
                new RecordingJson.Said(call.changes(), call.participants(), call.segments(), call.actionItems()));
    }

    /** A recording is made of nothing but its platform, and has then to be changed to what it is. */
    private Future<Written> create(CreateMeeting call) {
        var platform = Words.platform(call.meeting().get(MeetingField.PLATFORM, Platform.class));
        var rest = body(call.meeting());
        rest.remove(PLATFORM);
        return project.send(project.request(HttpMethod.POST, "", new JsonObject().put(PLATFORM, platform)), 201)
                .map(response ->
                        Document.of(ToldRecording.KIND, response).uuid("id").toString())
                // The answer has a secret in it: it is not kept.
                .map(id -> new Written(id, null, rest.isEmpty() ? null : call.meeting()));
    }

    private Future<Written> change(MeetingRef ref, JsonObject body) {
        return known(ref, id -> body.isEmpty() ? Future.succeededFuture(written(id)) : change(id, body));
    }

    private Future<Written> change(UUID id, JsonObject body) {
        return project.send(project.request(HttpMethod.PATCH, id + "/", body), 200)
                .map(response -> new Written(id.toString(), ToldRecording.read(response, id)));
    }

    private Future<Written> delete(DeleteMeeting call) {
        return known(
                call.ref(),
                id -> project.send(project.request(HttpMethod.DELETE, id + "/"), 204)
                        .map(deleted -> written(id)));
    }

    /** The answer is not read: who knows the preference leaves the transcript out of it. */
    private Future<Written> append(AppendSegments call) {
        return known(call.ref(), id -> {
            var body = new JsonObject().put("segments", TranscriptJson.said(call.segments()));
            var request = project.request(HttpMethod.POST, id + "/append_segments/", body);
            request.headers().set(Preference.HEADER, Preference.MINIMAL);
            return project.send(request, 200).map(appended -> written(id));
        });
    }

    /** What is no id is not there, and never becomes part of a path. */
    private static Future<Written> known(MeetingRef ref, Function<UUID, Future<Written>> write) {
        return Document.isUuid(ref.value())
                ? write.apply(UUID.fromString(ref.value()))
                : Future.failedFuture(new RemoteFailure.Absent(404, DesktopFailures.NOT_FOUND));
    }

    private static Written written(UUID id) {
        return new Written(id.toString(), null);
    }
}
