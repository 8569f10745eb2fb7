package org.meetingsgateway.server.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItems;

/** An agenda or minutes as somebody wants to write them: whom they point to, what is wrong with them, how they are stored. */
final class MinuteTree {
    private final String pointer;
    private final List<MinuteItem> items;

    /** {@code pointer}: where the body has them. */
    MinuteTree(String pointer, List<?> items) {
        this.pointer = pointer;
        this.items = items.stream().map(MinuteItem.class::cast).toList();
    }

    /** Everybody to whom an item is assigned. */
    Set<UUID> assignees() {
        var all = new LinkedHashSet<UUID>();
        collect(items, all);
        return all;
    }

    private static void collect(List<MinuteItem> items, Set<UUID> all) {
        for (var item : items) {
            all.addAll(item.assigneeIds());
            collect(item.children(), all);
        }
    }

    /** Ids that are there twice, and assignees who are not among the people. */
    List<Violation> violations(Collection<UUID> people) {
        var wrong = new ArrayList<Violation>();
        check(pointer, items, people, new HashSet<>(), wrong);
        return wrong;
    }

    private static void check(
            String pointer, List<MinuteItem> items, Collection<UUID> people, Set<String> ids, List<Violation> wrong) {
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            var place = pointer + "/" + i;
            if (!item.id().isEmpty() && !ids.add(item.id())) {
                wrong.add(
                        new Violation(Violation.In.BODY, place + "/id", "duplicate", "is the id of another item, too"));
            }
            for (int n = 0; n < item.assigneeIds().size(); n++) {
                if (!people.contains(item.assigneeIds().get(n))) {
                    wrong.add(References.missing(
                            place + "/assignee_ids/" + n,
                            "person",
                            item.assigneeIds().get(n)));
                }
            }
            check(place + "/children", item.children(), people, ids, wrong);
        }
    }

    /** Numbered by place, every item with an id; who is to do what by when is said of actions only, and only once. */
    List<MinuteItem> stored(Instant now) {
        return MinuteItems.numbered(plain(items), () -> Ids.alias(now));
    }

    private static List<MinuteItem> plain(List<MinuteItem> items) {
        return items.stream()
                .map(item -> new MinuteItem(
                        item.id(),
                        item.title(),
                        item.contents(),
                        item.type(),
                        item.reference(),
                        item.type() == MinuteItem.Type.ACTION ? micros(item.dueAt()) : null,
                        item.type() == MinuteItem.Type.ACTION
                                ? item.assigneeIds().stream().distinct().toList()
                                : List.of(),
                        plain(item.children())))
                .toList();
    }

    private static @Nullable Instant micros(@Nullable Instant moment) {
        return moment == null ? null : moment.truncatedTo(ChronoUnit.MICROS);
    }
}
