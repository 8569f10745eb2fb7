package org.meetingsgateway.server.canonical;

import com.fasterxml.jackson.core.io.SerializedString;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.MinuteItem;

/** Agenda and minutes in both directions. References follow from an item's place; missing ids are given. */
final class MinuteItemJson {
    static final Shape<MinuteItem> SHAPE = Shape.of(
            Member.text("id", MinuteItem::id),
            Member.text("title", MinuteItem::title),
            Member.text("contents", MinuteItem::contents),
            Member.code("type", MinuteItem::type),
            Member.counts("reference", MinuteItem::reference),
            new Member<>(new SerializedString("children"), (json, name, item) -> {
                json.writeFieldName(name);
                MinuteItemJson.SHAPE.writeAll(json, item.children());
            }));

    private static final int MAX_ITEMS = 2_000;
    private static final String ID_CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 10;

    private MinuteItemJson() {}

    /**
     * Reads a tree that the contract has checked. Given ids are kept, missing ones are made; references are counted.
     *
     * @param pointer the tree's place in the body
     * @throws Problem.Invalid when an id is there twice, or there are too many items
     */
    static List<MinuteItem> items(String pointer, JsonArray array) {
        var ids = new HashSet<String>();
        var wrong = new ArrayList<Violation>();
        int count = collect(array, pointer, ids, wrong);
        if (count > MAX_ITEMS) {
            wrong.add(new Violation(
                    Violation.In.BODY,
                    pointer,
                    "max_items",
                    "must have at most " + MAX_ITEMS + " items on all levels, not " + count));
        }
        if (!wrong.isEmpty()) {
            throw new Problem.Invalid(wrong);
        }
        return items(array, List.of(), ids);
    }

    private static int collect(@Nullable JsonArray array, String pointer, Set<String> ids, List<Violation> wrong) {
        int count = 0;
        for (int i = 0; array != null && i < array.size(); i++) {
            var item = array.getJsonObject(i);
            var place = pointer + "/" + i;
            var id = item.getString("id");
            if (id != null && !ids.add(id)) {
                wrong.add(
                        new Violation(Violation.In.BODY, place + "/id", "duplicate", "is the id of another item, too"));
            }
            count += 1 + collect(item.getJsonArray("children"), place + "/children", ids, wrong);
        }
        return count;
    }

    private static List<MinuteItem> items(@Nullable JsonArray array, List<Integer> parent, Set<String> ids) {
        var items = new ArrayList<MinuteItem>();
        for (int i = 0; array != null && i < array.size(); i++) {
            var item = array.getJsonObject(i);
            var reference = new ArrayList<>(parent);
            reference.add(i + 1);
            var id = item.getString("id");
            items.add(new MinuteItem(
                    id == null ? newId(ids) : id,
                    item.getString("title"),
                    item.getString("contents"),
                    Coded.of(MinuteItem.Type.class, item.getString("type", MinuteItem.Type.NOTE.code())),
                    reference,
                    null,
                    List.of(),
                    items(item.getJsonArray("children"), reference, ids)));
        }
        return items;
    }

    private static String newId(Set<String> taken) {
        String id;
        do {
            id = ThreadLocalRandom.current()
                    .ints(ID_LENGTH, 0, ID_CHARACTERS.length())
                    .mapToObj(i -> ID_CHARACTERS.substring(i, i + 1))
                    .collect(Collectors.joining());
        } while (!taken.add(id));
        return id;
    }
}
