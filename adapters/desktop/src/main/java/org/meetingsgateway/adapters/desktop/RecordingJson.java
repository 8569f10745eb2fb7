package org.meetingsgateway.adapters.desktop;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.wire.Json;

/**
 * A recording, in both directions. Its transcript stands in the middle of it and may be long: {@link #head} is what comes
 * before, {@link #tail} what comes after, {@link TranscriptJson} what is between them.
 */
final class RecordingJson {
    private static final int LONGEST_TITLE = 255;
    private static final Texts LINK = Texts.free(200).asLink();
    private static final Texts FILLED_LINK = Texts.filled(200).asLink();

    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private RecordingJson() {}

    /**
     * What a body says.
     *
     * @param changes of the meeting, without its participants
     * @param participants their names; null where it does not say any
     * @param segments null where it does not say any
     * @param tasks null where it does not say any
     */
    record Said(
            Changes<MeetingField> changes,
            @Nullable List<String> participants,
            @Nullable List<Segment> segments,
            @Nullable List<Changes<ActionItemField>> tasks) {}

    /** All but the transcript: what a client gets that wants no more. */
    static void minimal(JsonGenerator json, MeetingView view) throws IOException {
        head(json, view.meeting());
        tail(json, view);
    }

    static void head(JsonGenerator json, Meeting meeting) throws IOException {
        var recording = meeting.recording();
        Json.string(json, "id", meeting.id());
        Json.number(
                json,
                "team",
                meeting.project() == null ? null : meeting.project().team());
        json.writeNumberField("created_by", meeting.owner().user());
        Json.string(json, "sdk_upload_id", Objects.requireNonNullElse(recording.sdkUploadId(), meeting.id()));
        Json.string(json, "recall_recording_id", recording.recallRecordingId());
        Json.string(json, "platform", Words.platform(meeting.platform()));
        Json.string(json, "meeting_title", meeting.title());
        Json.string(json, "meeting_url", meeting.url());
        Json.number(json, "duration_seconds", meeting.durationSeconds());
        Json.string(json, "status", Words.status(meeting.status()));
        Json.string(json, "notes", meeting.notes());
        Json.string(json, "error_message", recording.error());
        Json.string(json, "video_url", recording.url());
        Json.number(json, "video_size_bytes", recording.sizeBytes());
        json.writeArrayFieldStart("participants");
        for (var participant : meeting.participants()) {
            json.writeString(participant.called());
        }
        json.writeEndArray();
    }

    static void tail(JsonGenerator json, MeetingView view) throws IOException {
        var meeting = view.meeting();
        List<ActionItem> tasks = view.actionItems() == null ? List.of() : view.actionItems();
        Json.string(json, "summary", meeting.summary());
        json.writeArrayFieldStart("extracted_tasks");
        for (var task : tasks) {
            TaskJson.write(json, task);
        }
        json.writeEndArray();
        Json.string(json, "tasks_generated_at", Moments.text(meeting.tasksGeneratedAt()));
        Json.string(json, "summary_generated_at", Moments.text(meeting.summaryGeneratedAt()));
        Json.string(
                json,
                "started_at",
                Moments.text(meeting.startsAt() == null ? meeting.createdAt() : meeting.startsAt()));
        Json.string(json, "completed_at", Moments.text(meeting.endedAt()));
        Json.string(json, "created_at", Moments.text(meeting.createdAt()));
        Json.string(json, "updated_at", Moments.text(meeting.updatedAt()));
    }

    /** What a remote product tells of a recording, besides its ids, its moments, its words and its tasks. */
    static Changes<MeetingField> told(Document recording) {
        return Changes.of(MeetingField.class)
                .set(MeetingField.RECORDING_SDK_UPLOAD_ID, recording.uuidOrNull("sdk_upload_id"))
                .set(MeetingField.RECORDING_RECALL_RECORDING_ID, recording.uuidOrNull("recall_recording_id"))
                .set(MeetingField.PLATFORM, Words.platform(recording))
                .set(MeetingField.TITLE, recording.textOrNull("meeting_title"))
                .set(MeetingField.URL, recording.textOrNull("meeting_url"))
                .set(MeetingField.DURATION_SECONDS, whole(recording, "duration_seconds"))
                .set(MeetingField.STATUS, Words.status(recording))
                .set(MeetingField.NOTES, recording.textOrNull("notes"))
                .set(MeetingField.RECORDING_ERROR, recording.textOrNull("error_message"))
                .set(MeetingField.RECORDING_URL, recording.textOrNull("video_url"))
                .set(MeetingField.RECORDING_SIZE_BYTES, whole(recording, "video_size_bytes"))
                .set(MeetingField.PARTICIPANTS, participants(recording))
                .set(MeetingField.SUMMARY, recording.textOrNull("summary"))
                .set(MeetingField.TASKS_GENERATED_AT, recording.instantOrNull("tasks_generated_at"))
                .set(MeetingField.SUMMARY_GENERATED_AT, recording.instantOrNull("summary_generated_at"))
                .set(MeetingField.STARTS_AT, recording.instantOrNull("started_at"))
                .set(MeetingField.ENDED_AT, recording.instantOrNull("completed_at"))
                .build();
    }

    /** Who has no name is nobody that could be told from others. */
    private static List<Participant> participants(Document recording) {
        var names = recording.textsOrNull("participants");
        return names == null
                ? List.of()
                : names.stream()
                        .filter(name -> !name.isBlank())
                        .map(name -> new Participant(null, name, null, null))
                        .toList();
    }

    /** A whole number, be it negative; what was rounded to beyond 64 bits on its way is the nearest that is not. */
    private static @Nullable Long whole(Document recording, String name) {
        var number = recording.numberOrNull(name);
        try {
            return number == null ? null : number.max(LEAST).min(MOST).longValueExact();
        } catch (ArithmeticException e) {
            throw recording.unreadable(name, "whole number");
        }
    }

    /** In the order of the fields, so that the first one that is wrong is told. */
    static Said read(Fields body) {
        var changes = Changes.of(MeetingField.class);
        if (body.has("recall_recording_id")) {
            changes.set(MeetingField.RECORDING_RECALL_RECORDING_ID, body.uuid("recall_recording_id"));
        }
        if (body.has("platform")) {
            changes.set(MeetingField.PLATFORM, body.choice("platform", Words::platform));
        }
        if (body.has("meeting_title")) {
            changes.set(MeetingField.TITLE, body.text("meeting_title", Texts.free(LONGEST_TITLE)));
        }
        if (body.has("meeting_url")) {
            changes.set(MeetingField.URL, body.text("meeting_url", LINK));
        }
        if (body.has("duration_seconds")) {
            changes.set(
                    MeetingField.DURATION_SECONDS,
                    body.integer("duration_seconds", Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
        if (body.has("status")) {
            changes.set(MeetingField.STATUS, body.choice("status", Words::status));
        }
        if (body.has("notes")) {
            changes.set(MeetingField.NOTES, body.text("notes", Texts.FREE));
        }
        if (body.has("error_message")) {
            changes.set(MeetingField.RECORDING_ERROR, body.text("error_message", Texts.FREE));
        }
        if (body.has("video_url")) {
            changes.set(MeetingField.RECORDING_URL, body.text("video_url", FILLED_LINK));
        }
        if (body.has("video_size_bytes")) {
            changes.set(
                    MeetingField.RECORDING_SIZE_BYTES,
                    body.integer("video_size_bytes", Long.MIN_VALUE, Long.MAX_VALUE));
        }
        var participants = body.has("participants") ? body.texts("participants", Texts.FILLED) : null;
        var segments =
                body.has("transcript_segments") ? body.objects("transcript_segments", TranscriptJson::read) : null;
        if (body.has("summary")) {
            changes.set(MeetingField.SUMMARY, body.text("summary", Texts.FREE));
        }
        var tasks = body.has("extracted_tasks") ? body.objects("extracted_tasks", TaskJson::read) : null;
        if (body.has("tasks_generated_at")) {
            changes.set(MeetingField.TASKS_GENERATED_AT, body.moment("tasks_generated_at"));
        }
        if (body.has("summary_generated_at")) {
            changes.set(MeetingField.SUMMARY_GENERATED_AT, body.moment("summary_generated_at"));
        }
        if (body.has("started_at")) {
            changes.set(MeetingField.STARTS_AT, body.requiredMoment("started_at"));
        }
        if (body.has("completed_at")) {
            changes.set(MeetingField.ENDED_AT, body.moment("completed_at"));
        }
        return new Said(changes.build(), participants, segments, tasks);
    }
}
