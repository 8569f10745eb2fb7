package org.meetingsgateway.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody is to do after a meeting.
 *
 * @param assignee who is to do it, as the source named them
 */
public record ActionItem(
        UUID id,
        UUID meetingId,
        String title,
        @Nullable String description,
        @Nullable String assignee,
        @Nullable Instant dueAt,
        State state,
        @Nullable Instant completedAt,
        @Nullable Instant dismissedAt,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /** Whether it still has to be done. */
    public enum State implements Coded {
        OPEN,
        COMPLETED,
        DISMISSED
    }
}
