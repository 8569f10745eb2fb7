package org.meetingsgateway.remote;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;

/**
 * An action item of a remote meeting.
 *
 * @param nativeId null where the style's action items have no id of their own: then their places tell them apart
 */
public record RemoteActionItem(
        @Nullable String nativeId,
        Changes<ActionItemField> fields,
        @Nullable Instant createdAt) {}
