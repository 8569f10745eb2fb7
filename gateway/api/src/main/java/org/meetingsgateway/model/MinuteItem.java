package org.meetingsgateway.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One item of an agenda or of the minutes; items form a tree and are numbered by their place in it.
 *
 * @param id stable within the meeting
 * @param reference the item's number, counted from 1: {@code [1]} for the first, {@code [1, 2]} for its second child
 */
public record MinuteItem(
        String id,
        String title,
        @Nullable String contents,
        Type type,
        List<Integer> reference,
        List<MinuteItem> children) {
    public MinuteItem {
        reference = List.copyOf(reference);
        children = List.copyOf(children);
    }

    /** What an item records. */
    public enum Type implements Coded {
        NOTE,
        DECISION,
        ACTION
    }
}
