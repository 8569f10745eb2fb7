package org.meetingsgateway.memory;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.Assignment;
import org.meetingsgateway.model.MinuteItem;

/** Items and their children. */
final class MinuteTrees {
    private MinuteTrees() {}

    /** The same tree with other items in it. */
    static List<MinuteItem> map(List<MinuteItem> items, UnaryOperator<MinuteItem> change) {
        return items.stream()
                .map(change)
                .map(item -> with(item, map(item.children(), change)))
                .toList();
    }

    private static MinuteItem with(MinuteItem item, List<MinuteItem> children) {
        return new MinuteItem(
                item.id(),
                item.title(),
                item.contents(),
                item.type(),
                item.reference(),
                item.dueAt(),
                item.assigneeIds(),
                children);
    }

    /** Who is to do what by when is said of actions only, and only once. */
    static List<MinuteItem> plain(List<MinuteItem> items) {
        return map(items, item -> {
            boolean isAction = item.type() == MinuteItem.Type.ACTION;
            return new MinuteItem(
                    item.id(),
                    item.title(),
                    item.contents(),
                    item.type(),
                    item.reference(),
                    isAction ? item.dueAt() : null,
                    isAction ? item.assigneeIds().stream().distinct().toList() : List.of(),
                    item.children());
        });
    }

    /** The item as its action item has it; as it is where it has none. */
    static MinuteItem saying(MinuteItem item, @Nullable ActionItem action) {
        return action == null
                ? item
                : new MinuteItem(
                        item.id(),
                        action.title(),
                        action.description(),
                        item.type(),
                        item.reference(),
                        action.dueAt(),
                        action.assignees().stream().map(Assignment::personId).toList(),
                        item.children());
    }

    static Stream<MinuteItem> actions(List<MinuteItem> items) {
        return items.stream()
                .flatMap(item -> Stream.concat(
                        item.type() == MinuteItem.Type.ACTION ? Stream.of(item) : Stream.of(),
                        actions(item.children())));
    }

    /** Children of the item that is gone move up in its place. */
    static List<MinuteItem> without(List<MinuteItem> items, String id) {
        return items.stream()
                .flatMap(item -> item.id().equals(id)
                        ? item.children().stream()
                        : Stream.of(with(item, without(item.children(), id))))
                .toList();
    }
}
