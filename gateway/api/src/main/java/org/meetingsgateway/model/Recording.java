package org.meetingsgateway.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The recorded media of a meeting.
 *
 * @param url where the media is
 * @param sizeBytes its size in bytes
 * @param sdkUploadId the upload of the desktop SDK it came from
 * @param recallRecordingId Recall.ai's id of the recording
 * @param error why recording failed, in words for people
 */
public record Recording(
        @Nullable String url,
        @Nullable Long sizeBytes,
        @Nullable UUID sdkUploadId,
        @Nullable UUID recallRecordingId,
        @Nullable String error) {}
