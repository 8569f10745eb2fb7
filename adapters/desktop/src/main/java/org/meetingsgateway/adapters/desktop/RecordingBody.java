package org.meetingsgateway.adapters.desktop;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Platform;

/** The body of a change as it is sent: the other direction of {@link RecordingJson#read}. */
final class RecordingBody {
    private RecordingBody() {}

    /** Empty where the style has a place for nothing of it. */
    static JsonObject of(RecordingJson.Said said) {
        var body = new JsonObject();
        said.changes().forEach((field, value) -> put(body, field, value));
        if (said.participants() != null) {
            body.put("participants", new JsonArray(said.participants()));
        }
        if (said.segments() != null) {
            body.put("transcript_segments", TranscriptJson.said(said.segments()));
        }
        if (said.tasks() != null) {
            body.put("extracted_tasks", TaskJson.said(said.tasks()));
        }
        return body;
    }

    private static void put(JsonObject body, MeetingField field, @Nullable Object value) {
        switch (field) {
            case TITLE -> body.put("meeting_title", value);
            case NOTES -> body.put("notes", value);
            case STATUS -> body.put("status", Words.status((MeetingStatus) Objects.requireNonNull(value)));
            case PLATFORM -> body.put("platform", Words.platform((Platform) value));
            case URL -> body.put("meeting_url", value);
            case STARTS_AT -> {
                if (value != null) { // a recording always has a start
                    body.put("started_at", moment(value));
                }
            }
            case ENDED_AT -> body.put("completed_at", moment(value));
            case DURATION_SECONDS -> body.put("duration_seconds", value);
            case PARTICIPANTS -> body.put("participants", names((List<?>) Objects.requireNonNull(value)));
            case RECORDING_URL -> body.put("video_url", value);
            case RECORDING_SIZE_BYTES -> body.put("video_size_bytes", value);
            case RECORDING_RECALL_RECORDING_ID ->
                body.put("recall_recording_id", value == null ? null : value.toString());
            case RECORDING_ERROR -> body.put("error_message", value);
            case SUMMARY -> body.put("summary", value);
            case SUMMARY_GENERATED_AT -> body.put("summary_generated_at", moment(value));
            case TASKS_GENERATED_AT -> body.put("tasks_generated_at", moment(value));
            case RECORDING_SDK_UPLOAD_ID -> {} // the product's own
            case DESCRIPTION,
                    LOCATION,
                    PRIVACY,
                    TAGS,
                    PROJECT_ID,
                    OWNER_ID,
                    SHARED_WITH,
                    CONFERENCE_NUMBER,
                    CONFERENCE_EXTENSION,
                    CONFERENCE_PASSWORD,
                    SHORT_URL,
                    AGENDA,
                    MINUTES -> {} // the style has no place for them
        }
    }

    private static @Nullable String moment(@Nullable Object value) {
        return Moments.text((Instant) value);
    }

    /** Who is called nothing cannot be told. */
    private static JsonArray names(List<?> participants) {
        var names = new JsonArray();
        participants.stream()
                .map(each -> ((Participant) each).called())
                .filter(name -> !name.isBlank())
                .forEach(names::add);
        return names;
    }
}
