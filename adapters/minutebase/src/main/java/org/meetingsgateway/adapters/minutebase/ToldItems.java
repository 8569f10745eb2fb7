package org.meetingsgateway.adapters.minutebase;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItems;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.remote.RemoteActionItem;

/** An agenda or the minutes as they are read, with the actions in them. */
final class ToldItems {
    private final List<RemoteActionItem> actionItems = new ArrayList<>();
    private final Map<String, List<String>> assigneeIds = new HashMap<>();
    private final Map<String, String> strangeTypes = new HashMap<>();

    /** The actions of what was read, from the top down. */
    List<RemoteActionItem> actionItems() {
        return actionItems;
    }

    /** Whom the action that has this id as an item is assigned to there; nobody where there is none. */
    List<String> assigneeIds(String item) {
        return assigneeIds.getOrDefault(item, List.of());
    }

    /** The type of an item as it is sent back: one that nobody documents was read as a note. */
    String type(MinuteItem item) {
        return item.type() == MinuteItem.Type.NOTE
                ? strangeTypes.getOrDefault(item.id(), MinuteItem.Type.NOTE.code())
                : item.type().code();
    }

    /** References count by places, so they are counted and not read. */
    List<MinuteItem> read(List<Document> items) {
        return MinuteItems.numbered(items(items, "", 1), () -> "");
    }

    private List<MinuteItem> items(List<Document> items, String parent, int level) {
        return IntStream.range(0, items.size())
                .mapToObj(i -> item(items.get(i), parent + "." + (i + 1), level))
                .toList();
    }

    /** One without an id is known by its place. */
    private MinuteItem item(Document item, String place, int level) {
        item.skip("reference");
        var id = Objects.requireNonNullElseGet(Told.textOrNone(item, "id"), () -> Alias.hashed(place));
        var title = item.text("title");
        var contents = Told.textOrNone(item, "contents");
        var type = type(item, id);
        var isAction = type == MinuteItem.Type.ACTION;
        var dueAt = isAction ? Told.momentOrNull(item, "due_by") : null;
        if (isAction) {
            assigneeIds.put(id, ToldAction.assigneeIds(item));
            actionItems.add(ToldAction.read(item, id, title, contents, dueAt));
        }
        return new MinuteItem(id, title, contents, type, List.of(), dueAt, List.of(), children(item, place, level));
    }

    /** The gateway has so many levels and no more: what is below would be lost. */
    private List<MinuteItem> children(Document item, String place, int level) {
        var children = Objects.requireNonNullElse(item.objectsOrNull("children"), List.<Document>of());
        if (level >= ItemReader.MOST_LEVELS && !children.isEmpty()) {
            throw item.unreadable("children", "list of a tree of " + ItemReader.MOST_LEVELS + " levels");
        }
        return items(children, place, level + 1);
    }

    private MinuteItem.Type type(Document item, String id) {
        var word = item.textOrNull("type");
        if (word == null) {
            return MinuteItem.Type.NOTE;
        }
        return Coded.find(MinuteItem.Type.class, word).orElseGet(() -> {
            item.strange("type");
            strangeTypes.put(id, word);
            return MinuteItem.Type.NOTE;
        });
    }
}
