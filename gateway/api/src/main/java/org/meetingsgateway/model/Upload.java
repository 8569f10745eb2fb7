package org.meetingsgateway.model;

import java.util.UUID;

/**
 * Permission to upload a recording.
 *
 * @param id the upload's id, {@link Recording#sdkUploadId}
 * @param token what the desktop client shows when it uploads; never stored
 */
public record Upload(UUID id, String token) {}
