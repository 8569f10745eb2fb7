package org.meetingsgateway.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody is to do after a meeting.
 *
 * @param alias 24 lower-case hex digits
 * @param meetingAlias the meeting's alias
 * @param assignee who is to do it, as the source named them
 * @param assignees persons of the tenant who are to do it
 * @param comments oldest first
 * @param minuteId the {@link MinuteItem#id} of the item of the minutes that it is; null where the minutes do not have it
 * @param reference its number in the minutes, see {@link MinuteItem}; empty where the minutes do not have it
 */
public record ActionItem(
        UUID id,
        String alias,
        UUID meetingId,
        String meetingAlias,
        String title,
        @Nullable String description,
        @Nullable String assignee,
        List<Assignment> assignees,
        @Nullable Instant dueAt,
        State state,
        @Nullable Instant completedAt,
        @Nullable Instant dismissedAt,
        List<Comment> comments,
        @Nullable String minuteId,
        List<Integer> reference,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    public ActionItem {
        assignees = List.copyOf(assignees);
        comments = List.copyOf(comments);
        reference = List.copyOf(reference);
    }

    /** Whether it still has to be done. */
    public enum State implements Coded {
        OPEN,
        COMPLETED,
        DISMISSED
    }
}
