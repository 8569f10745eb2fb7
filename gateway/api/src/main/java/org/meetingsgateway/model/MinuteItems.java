package org.meetingsgateway.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The agenda or the minutes of a meeting as one thing that several people edit.
 *
 * @param lockVersion counts every change of these items: whoever writes says which one they have seen
 */
public record MinuteItems(long lockVersion, List<MinuteItem> items) {
    public MinuteItems {
        items = List.copyOf(items);
    }

    /** Which of the two. */
    public enum Part implements Coded {
        AGENDA,
        MINUTES
    }

    /** The same items with references counted by their places, and with a new id where an item's id is empty. */
    public static List<MinuteItem> numbered(List<MinuteItem> items, Supplier<String> ids) {
        return numbered(items, List.of(), ids);
    }

    private static List<MinuteItem> numbered(List<MinuteItem> items, List<Integer> parent, Supplier<String> ids) {
        var out = new ArrayList<MinuteItem>(items.size());
        for (var item : items) {
            var reference = new ArrayList<>(parent);
            reference.add(out.size() + 1);
            out.add(new MinuteItem(
                    item.id().isEmpty() ? ids.get() : item.id(),
                    item.title(),
                    item.contents(),
                    item.type(),
                    reference,
                    item.dueAt(),
                    item.assigneeIds(),
                    numbered(item.children(), reference, ids)));
        }
        return out;
    }
}
