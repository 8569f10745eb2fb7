package org.meetingsgateway.memory;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingView;

/** What a meeting says in each field that can be written. */
final class MeetingValues {
    private MeetingValues() {}

    static @Nullable Object of(MeetingView view, MeetingField field) {
        var meeting = view.meeting();
        return switch (field) {
            case TITLE -> meeting.title();
            case DESCRIPTION -> meeting.description();
            case NOTES -> meeting.notes();
            case STATUS -> meeting.status();
            case PLATFORM -> meeting.platform();
            case URL -> meeting.url();
            case LOCATION -> meeting.location();
            case STARTS_AT -> meeting.startsAt();
            case ENDED_AT -> meeting.endedAt();
            case DURATION_SECONDS -> meeting.durationSeconds();
            case PRIVACY -> meeting.privacy();
            case TAGS -> meeting.tags();
            case PROJECT_ID ->
                meeting.project() == null ? null : meeting.project().id();
            case OWNER_ID -> meeting.owner().id();
            case PARTICIPANTS -> meeting.participants();
            case SHARED_WITH -> meeting.sharedWith();
            case CONFERENCE_NUMBER -> meeting.conference().number();
            case CONFERENCE_EXTENSION -> meeting.conference().extension();
            case CONFERENCE_PASSWORD -> meeting.conference().password();
            case SHORT_URL -> meeting.shortUrl();
            case RECORDING_URL -> meeting.recording().url();
            case RECORDING_SIZE_BYTES -> meeting.recording().sizeBytes();
            case RECORDING_SDK_UPLOAD_ID -> meeting.recording().sdkUploadId();
            case RECORDING_RECALL_RECORDING_ID -> meeting.recording().recallRecordingId();
            case RECORDING_ERROR -> meeting.recording().error();
            case AGENDA -> Objects.requireNonNull(view.agenda());
            case MINUTES -> Objects.requireNonNull(view.minutes());
            case SUMMARY -> meeting.summary();
            case SUMMARY_GENERATED_AT -> meeting.summaryGeneratedAt();
            case TASKS_GENERATED_AT -> meeting.tasksGeneratedAt();
        };
    }
}
