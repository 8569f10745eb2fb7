package org.meetingsgateway.adapters.minutebase;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.MinuteItem;

/** Items find their place among others. Pure functions. */
final class ItemTree {
    private ItemTree() {}

    /** The item, on any level, that is shown with an id or stored with it; null where there is none. */
    static @Nullable MinuteItem find(List<MinuteItem> items, String id) {
        for (var item : items) {
            var found = id.equals(item.id()) || id.equals(Alias.of(item.id())) ? item : find(item.children(), id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** All items and one more: the last child of one of them, or the last on the first level. */
    static List<MinuteItem> with(MinuteItem added, @Nullable MinuteItem parent, List<MinuteItem> items) {
        var more = new ArrayList<MinuteItem>();
        for (var item : items) {
            more.add(parent == null ? item : below(added, parent, item));
        }
        if (parent == null) {
            more.add(added);
        }
        return more;
    }

    private static MinuteItem below(MinuteItem added, MinuteItem parent, MinuteItem item) {
        var isParent = item.id().equals(parent.id());
        return new MinuteItem(
                item.id(),
                item.title(),
                item.contents(),
                item.type(),
                item.reference(),
                item.dueAt(),
                item.assigneeIds(),
                with(added, isParent ? null : parent, item.children()));
    }
}
