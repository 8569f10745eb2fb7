package org.meetingsgateway.adapters.desktop;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.remote.Raw;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.wire.WireResponse;

/** A recording that a remote product told of, as a meeting. */
final class ToldRecording {
    static final String KIND = "recording";

    private ToldRecording() {}

    /** Reads an answer, which must be about that recording. */
    static RemoteMeeting read(WireResponse.Bytes response, UUID id) {
        var recording = Document.of(KIND, response);
        if (!recording.uuid("id").equals(id)) {
            throw recording.unreadable("id", "id that was asked for");
        }
        return read(recording, response.body());
    }

    /** The text is not read: it is made of the segments, and may be older than they are. */
    static RemoteMeeting read(Document recording, Buffer body) {
        recording.skip("team", "created_by", "transcript_text");
        var id = recording.uuid("id");
        var fields = RecordingJson.told(recording);
        var segments = recording.objectsOrNull("transcript_segments");
        var tasks = recording.objectsOrNull("extracted_tasks");
        return new RemoteMeeting(
                id.toString(),
                id,
                null,
                null,
                fields,
                Objects.requireNonNullElse(segments, List.<Document>of()).stream()
                        .map(TranscriptJson::told)
                        .toList(),
                null,
                Objects.requireNonNullElse(tasks, List.<Document>of()).stream()
                        .map(TaskJson::told)
                        .toList(),
                recording.instant("created_at"),
                recording.instant("updated_at"),
                isSettled(fields.get(MeetingField.STATUS, MeetingStatus.class)),
                List.of(new Raw(KIND, body)),
                recording.unknown());
    }

    private static boolean isSettled(@Nullable MeetingStatus status) {
        return status == MeetingStatus.COMPLETED || status == MeetingStatus.FAILED;
    }
}
