package org.meetingsgateway.server.canonical;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
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
import org.meetingsgateway.wire.Json;

/** Agenda and minutes in both directions. References follow from an item's place; missing ids are given. */
final class MinuteItemJson {
    private static final int MAX_ITEMS = 2_000;
    private static final String ID_CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 10;

    private MinuteItemJson() {}

    /** Nothing where the list was not asked for. */
    static void write(JsonGenerator json, String name, @Nullable List<MinuteItem> items) throws IOException {
        if (items != null) {
            json.writeFieldName(name);
            write(json, items);
        }
    }

    private static void write(JsonGenerator json, List<MinuteItem> items) throws IOException {
        json.writeStartArray();
        for (var item : items) {
            json.writeStartObject();
            Json.string(json, "id", item.id());
            Json.string(json, "title", item.title());
            Json.string(json, "contents", item.contents());
            Json.string(json, "type", item.type().code());
            json.writeArrayFieldStart("reference");
            for (int number : item.reference()) {
                json.writeNumber(number);
            }
            json.writeEndArray();
            json.writeFieldName("children");
            write(json, item.children());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

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
