package org.meetingsgateway.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which action items are wanted and in which order. A null filter filters nothing; all that are given must hold.
 *
 * @param assigneeId one of its assignees
 * @param dueBefore exclusive; an item without due time is never due
 */
public record ActionItemQuery(
        @Nullable MeetingRef meeting,
        @Nullable UUID projectId,
        @Nullable UUID assigneeId,
        ActionItem.@Nullable State state,
        @Nullable Instant dueBefore,
        Sort sort) {
    /** Newest first, of one meeting or of all; {@code state} null: in any state. */
    public static ActionItemQuery newestFirst(@Nullable MeetingRef meeting, ActionItem.@Nullable State state) {
        return new ActionItemQuery(meeting, null, null, state, null, Sort.NEWEST_FIRST);
    }

    /**
     * An order; {@code id} breaks ties in the same direction. Items without the value come last in both directions.
     * Cursors exist for {@link Key#CREATED_AT} only.
     */
    public record Sort(Key key, boolean descending) {
        public static final Sort NEWEST_FIRST = new Sort(Key.CREATED_AT, true);

        /** What action items can be ordered by. */
        public enum Key implements Coded {
            CREATED_AT,
            DUE_AT,
            COMPLETED_AT,
            DISMISSED_AT
        }
    }
}
