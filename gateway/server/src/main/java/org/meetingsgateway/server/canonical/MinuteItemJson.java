package org.meetingsgateway.server.canonical;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.wire.Json;

/** Agenda and minutes in both directions. References follow from an item's place; missing ids are given. */
final class MinuteItemJson {
    private static final int MOST_ITEMS = 2_000;

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

    /** A tree that the contract has checked. */
    static List<MinuteItem> items(String pointer, JsonArray items) {
        var ids = new HashSet<String>();
        collect(pointer, items, ids);
        return read(items, List.of(), ids, new int[] {0});
    }

    private static void collect(String pointer, JsonArray items, Set<String> ids) {
        for (int i = 0; i < items.size(); i++) {
            var item = items.getJsonObject(i);
            var place = pointer + "/" + i;
            var id = item.getString("id");
            if (id != null && !ids.add(id)) {
                throw new Problem.Invalid(Violation.In.BODY, place + "/id", "unique", "Another item has the id " + id);
            }
            collect(place + "/children", item.getJsonArray("children", new JsonArray()), ids);
        }
    }

    private static List<MinuteItem> read(JsonArray items, List<Integer> parent, Set<String> ids, int[] count) {
        var out = new ArrayList<MinuteItem>(items.size());
        for (int i = 0; i < items.size(); i++) {
            if (++count[0] > MOST_ITEMS) {
                throw new Problem.Invalid(
                        Violation.In.BODY, "", "max_items", "At most " + MOST_ITEMS + " items can be in one list");
            }
            var item = items.getJsonObject(i);
            var reference = new ArrayList<>(parent);
            reference.add(i + 1);
            var id = item.getString("id");
            out.add(new MinuteItem(
                    id == null ? free(ids) : id,
                    item.getString("title"),
                    item.getString("contents"),
                    Coded.of(MinuteItem.Type.class, item.getString("type", MinuteItem.Type.NOTE.code())),
                    reference,
                    read(item.getJsonArray("children", new JsonArray()), reference, ids, count)));
        }
        return out;
    }

    private static String free(Set<String> ids) {
        int next = ids.size() + 1;
        while (!ids.add(String.valueOf(next))) {
            next++;
        }
        return String.valueOf(next);
    }
}
