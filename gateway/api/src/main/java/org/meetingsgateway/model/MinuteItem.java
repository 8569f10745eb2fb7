package org.meetingsgateway.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One item of an agenda or of the minutes; items form a tree and are numbered by their place in it.
 *
 * <p>An item of the minutes with type {@code action} is an {@link ActionItem} too: what it says of title, contents, due
 * time and assignees is what the action item says.
 *
 * @param id stable within the meeting; empty in an item that is to be written and has none yet
 * @param reference the item's number, counted from 1: {@code [1]} for the first, {@code [1, 2]} for its second child;
 *     counted anew by whoever stores it
 * @param dueAt of an action; null for others
 * @param assigneeIds of an action, persons of the tenant; empty for others
 */
public record MinuteItem(
        String id,
        String title,
        @Nullable String contents,
        Type type,
        List<Integer> reference,
        @Nullable Instant dueAt,
        List<UUID> assigneeIds,
        List<MinuteItem> children) {
    public MinuteItem {
        reference = List.copyOf(reference);
        assigneeIds = List.copyOf(assigneeIds);
        children = List.copyOf(children);
    }

    /** What an item records. */
    public enum Type implements Coded {
        NOTE,
        DECISION,
        ACTION
    }
}
