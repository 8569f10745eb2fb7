package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.MinuteItem;

/**
 * Reads the items of an agenda or of the minutes as a client sends them: the other direction of {@link ItemJson}. What is
 * wrong is an error of the body. Items have no references yet, and new ones no id. Not to be shared: it remembers what it
 * has read.
 */
final class ItemReader {
    static final int MOST_LEVELS = 16;
    static final int MOST_ITEMS = 2_000;
    static final int LONGEST_TITLE = 1_000;
    static final int LONGEST_CONTENTS = 1_000_000;
    static final String NO_TITLE = "please enter a title";

    private static final String NO_LIST = "must be a list of items";
    private static final int LONGEST_ID = 255;
    private static final int LONGEST_TYPE = 20;
    private static final int MOST_ASSIGNEES = 1_000;

    private final Map<String, MinuteItem> stored = new HashMap<>();
    private final Map<String, UUID> people;
    private final Set<String> taken = new HashSet<>();
    /** Members of items that had no effect. */
    private final Set<String> ignored = new LinkedHashSet<>();

    private int count;

    /**
     * A reader for one body.
     *
     * @param stored the items as they are, which those that are sent replace
     * @param people by alias and canonical id: at least those that {@link #assignees} names and that there are
     */
    ItemReader(List<MinuteItem> stored, Map<String, UUID> people) {
        remember(stored);
        this.people = people;
    }

    private void remember(List<MinuteItem> items) {
        for (var item : items) {
            stored.put(Alias.of(item.id()), item);
            stored.putIfAbsent(item.id(), item);
            remember(item.children());
        }
    }

    /** The people that are named anywhere in what was sent, as far as these can be ids. */
    static Set<String> assignees(@Nullable Object sent) {
        var ids = new HashSet<String>();
        collect(sent, 0, ids);
        return ids;
    }

    private static void collect(@Nullable Object sent, int depth, Set<String> ids) {
        if (depth > MOST_LEVELS) {
            return;
        }
        if (sent instanceof JsonArray items) {
            items.forEach(item -> collect(item, depth, ids));
        } else if (sent instanceof JsonObject item) {
            if (item.getValue("assignee_ids") instanceof JsonArray named) {
                named.stream()
                        .filter(id -> id instanceof String text && PeopleLookup.isId(text))
                        .forEach(id -> ids.add((String) id));
            }
            collect(item.getValue("children"), depth + 1, ids);
        }
    }

    /** The whole list, which is an attribute of the body. */
    List<MinuteItem> list(Body body, String name) {
        if (!(body.value(name) instanceof JsonArray sent)) {
            body.reject(name, NO_LIST);
            return List.of();
        }
        var items = items(sent, "", 1, message -> body.reject(name, message));
        limit(body, name);
        ignored.forEach(member -> body.ignore(name + "." + member));
        return items;
    }

    /**
     * One more item, which is the body itself.
     *
     * @param level the level that it is to stand on, counted from 1
     */
    MinuteItem appended(Body body, int level) {
        stored.values().forEach(item -> taken.add(item.id()));
        count = taken.size();
        var item = item(body, "", null, "", level, message -> body.reject("children", message));
        limit(body, "children");
        ignored.forEach(member -> body.ignore("children." + member));
        return item;
    }

    private void limit(Body body, String name) {
        if (count > MOST_ITEMS) {
            body.reject(name, "are too many: " + MOST_ITEMS + " items at most");
        }
    }

    private List<MinuteItem> items(JsonArray sent, String parent, int level, Consumer<String> wrong) {
        var items = new ArrayList<MinuteItem>();
        for (int i = 0; i < sent.size() && count <= MOST_ITEMS; i++) {
            var number = parent + (i + 1);
            if (sent.getValue(i) instanceof JsonObject members) {
                var item = Body.of(members);
                var id = item.text("id", LONGEST_ID);
                var old = id == null ? null : stored.get(id);
                items.add(item(item, own(item, id, old), old, number + ".", level, wrong));
                item.errors()
                        .forEach((field, messages) -> messages.forEach(
                                message -> wrong.accept("item " + number + ", " + field + ": " + message)));
                ignored.addAll(item.ignored());
            } else {
                count++;
                wrong.accept("item " + number + " must be an object");
            }
        }
        return items;
    }

    /** The item's id in the store; empty for a new one. An id that only the gateway could have given is kept. */
    private String own(Body item, @Nullable String id, @Nullable MinuteItem old) {
        var own = old != null ? old.id() : id != null && Alias.isOne(id) ? id : "";
        if (!own.isEmpty() && !taken.add(own)) {
            item.reject("id", "is the id of another item, too");
        }
        return own;
    }

    private MinuteItem item(
            Body body, String id, @Nullable MinuteItem old, String place, int level, Consumer<String> wrong) {
        count++;
        var type = type(body);
        var action = type == MinuteItem.Type.ACTION;
        return new MinuteItem(
                id,
                title(body),
                contents(body, old),
                type,
                List.of(),
                action ? due(body, old) : null,
                action ? assignees(body, people) : List.of(),
                children(body, place, level, wrong));
    }

    private List<MinuteItem> children(Body body, String place, int level, Consumer<String> wrong) {
        var sent = body.value("children");
        if (sent == null) {
            return List.of();
        }
        if (!(sent instanceof JsonArray children)) {
            body.reject("children", NO_LIST);
            return List.of();
        }
        if (level >= MOST_LEVELS && !children.isEmpty()) {
            body.reject("children", "are too deep: " + MOST_LEVELS + " levels at most");
            return List.of();
        }
        return items(children, place, level + 1, wrong);
    }

    /** The title, which there must be. */
    static String title(Body body) {
        var title = body.text("title", LONGEST_TITLE);
        if ((title == null || title.isBlank()) && !body.isRejected("title")) {
            body.reject("title", NO_TITLE);
        }
        return Objects.requireNonNullElse(title, "");
    }

    /** No contents are shown as an empty text, so either of them says what is stored. */
    private static @Nullable String contents(Body body, @Nullable MinuteItem old) {
        var contents = body.text("contents", LONGEST_CONTENTS);
        if (contents == null || contents.isEmpty()) {
            return old == null
                            || !Objects.requireNonNullElse(old.contents(), "").isEmpty()
                    ? null
                    : old.contents();
        }
        return contents;
    }

    private static MinuteItem.Type type(Body body) {
        var type = body.text("type", LONGEST_TYPE);
        if (type == null) {
            return MinuteItem.Type.NOTE;
        }
        return Coded.find(MinuteItem.Type.class, type).orElseGet(() -> {
            body.reject("type", "must be note, decision or action");
            return MinuteItem.Type.NOTE;
        });
    }

    /** Only whole seconds are shown, so the second that is shown says the moment that is stored. */
    private static @Nullable Instant due(Body body, @Nullable MinuteItem old) {
        var due = body.moment("due_by");
        var stored = old == null ? null : old.dueAt();
        return due != null && stored != null && due.getEpochSecond() == stored.getEpochSecond() ? stored : due;
    }

    /** Those who are to do it; whoever is not there is an error. */
    static List<UUID> assignees(Body body, Map<String, UUID> people) {
        var ids = new LinkedHashSet<>(body.texts("assignee_ids"));
        if (ids.size() > MOST_ASSIGNEES) {
            body.reject("assignee_ids", "are too many: " + MOST_ASSIGNEES + " at most");
            return List.of();
        }
        var known = new LinkedHashSet<UUID>();
        for (var id : ids) {
            var person = people.get(id);
            if (person == null) {
                body.reject("assignee_ids", Attendance.shown(id) + " " + References.NOBODY);
            } else {
                known.add(person);
            }
        }
        return List.copyOf(known);
    }
}
