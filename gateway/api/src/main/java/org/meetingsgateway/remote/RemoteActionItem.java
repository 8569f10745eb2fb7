package org.meetingsgateway.remote;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;

/**
 * An action item of a remote meeting.
 *
 * @param nativeId its own id there, by which it is written; null where the style's action items have none: then their
 *     places tell them apart
 * @param minuteId the id of the item of the meeting's minutes that it is; null where the minutes do not have it
 * @param fields what the style carries of it; never persons of the tenant
 * @param createdAt null where the style does not say it, as all that follows
 * @param comments all that there are, oldest first
 */
public record RemoteActionItem(
        @Nullable String nativeId,
        @Nullable String minuteId,
        Changes<ActionItemField> fields,
        @Nullable Instant createdAt,
        @Nullable Instant completedAt,
        @Nullable Instant dismissedAt,
        @Nullable List<RemoteComment> comments) {
    public RemoteActionItem {
        comments = comments == null ? null : List.copyOf(comments);
    }

    /** One of a style that gives its action items no more than their fields. */
    public static RemoteActionItem of(Changes<ActionItemField> fields) {
        return new RemoteActionItem(null, null, fields, null, null, null, null);
    }
}
