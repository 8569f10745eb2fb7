package org.meetingsgateway.adapters.desktop;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The fields of a form as the members of an object. {@code name[0]} is an item of a list, {@code name[0]member} a member of
 * an object in a list.
 */
final class Form {
    private static final Pattern ITEM = Pattern.compile("([^\\[]+)\\[([0-9]{1,6})](.*)", Pattern.DOTALL);

    private final Map<String, List<String>> plain = new LinkedHashMap<>();
    private final Map<String, TreeMap<Integer, Object>> lists = new LinkedHashMap<>();

    /** All values of one name: where one is wanted, it is the last. */
    record Values(List<String> texts) {
        Values {
            texts = List.copyOf(texts);
        }
    }

    static JsonObject members(Map<String, List<String>> fields) {
        var form = new Form();
        fields.forEach((name, values) -> values.forEach(value -> form.add(name, value)));
        return form.members();
    }

    private void add(String name, String value) {
        var item = ITEM.matcher(name);
        if (!item.matches()) {
            plain.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            return;
        }
        var list = lists.computeIfAbsent(item.group(1), key -> new TreeMap<>());
        int index = Integer.parseInt(item.group(2));
        if (item.group(3).isEmpty()) {
            list.put(index, value);
        } else if (list.computeIfAbsent(index, key -> new JsonObject()) instanceof JsonObject object) {
            object.put(item.group(3), value);
        }
    }

    private JsonObject members() {
        var members = new JsonObject();
        plain.forEach((name, values) -> members.put(name, new Values(values)));
        lists.forEach((name, items) -> members.put(name, new JsonArray(new ArrayList<>(items.values()))));
        return members;
    }
}
