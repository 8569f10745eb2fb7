package org.meetingsgateway.server.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.MeetingStatus;

/**
 * What the one who takes uploads says of one.
 *
 * @param id the event's own: one that was told before has no effect
 * @param upload which upload
 * @param status what it makes of the meeting
 * @param recordingId Recall.ai's id of the recording, once it is known
 * @param error why it failed, in words for people
 */
public record UploadEvent(
        String id,
        UUID upload,
        MeetingStatus status,
        @Nullable UUID recordingId,
        @Nullable String error) {}
