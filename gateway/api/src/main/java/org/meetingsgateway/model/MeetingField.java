package org.meetingsgateway.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What can be written of a meeting. Lists hold the element that the comment names, and are never null. */
public enum MeetingField implements Field {
    TITLE(String.class),
    DESCRIPTION(String.class),
    NOTES(String.class),
    STATUS(MeetingStatus.class),
    PLATFORM(Platform.class),
    URL(String.class),
    LOCATION(String.class),
    STARTS_AT(Instant.class),
    ENDED_AT(Instant.class),
    DURATION_SECONDS(Long.class),
    PRIVACY(Privacy.class),
    /** of String */
    TAGS(List.class),
    PROJECT_ID(UUID.class),
    OWNER_ID(UUID.class),
    /** of {@link Participant} */
    PARTICIPANTS(List.class),
    /** of UUID */
    SHARED_WITH(List.class),
    CONFERENCE_NUMBER(String.class),
    CONFERENCE_EXTENSION(String.class),
    CONFERENCE_PASSWORD(String.class),
    SHORT_URL(String.class),
    RECORDING_URL(String.class),
    RECORDING_SIZE_BYTES(Long.class),
    RECORDING_SDK_UPLOAD_ID(UUID.class),
    RECORDING_RECALL_RECORDING_ID(UUID.class),
    RECORDING_ERROR(String.class),
    /** of {@link MinuteItem} */
    AGENDA(List.class),
    /** of {@link MinuteItem} */
    MINUTES(List.class),
    SUMMARY(String.class),
    SUMMARY_GENERATED_AT(Instant.class),
    TASKS_GENERATED_AT(Instant.class);

    private final Class<?> type;

    MeetingField(Class<?> type) {
        this.type = type;
    }

    @Override
    public Class<?> type() {
        return type;
    }
}
