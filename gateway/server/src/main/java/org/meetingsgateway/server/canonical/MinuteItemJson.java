package org.meetingsgateway.server.canonical;

import com.fasterxml.jackson.core.io.SerializedString;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.MinuteItem;

/** Agenda and minutes in both directions. Whoever stores them numbers them, and gives the ids that are missing. */
final class MinuteItemJson {
    static final Shape<MinuteItem> SHAPE = Shape.of(
            Member.text("id", MinuteItem::id),
            Member.text("title", MinuteItem::title),
            Member.text("contents", MinuteItem::contents),
            Member.code("type", MinuteItem::type),
            Member.counts("reference", MinuteItem::reference),
            Member.moment("due_at", MinuteItem::dueAt),
            Member.ids("assignee_ids", MinuteItem::assigneeIds),
            new Member<>(new SerializedString("children"), (json, name, item) -> {
                json.writeFieldName(name);
                MinuteItemJson.SHAPE.writeAll(json, item.children());
            }));

    private static final int MAX_ITEMS = 2_000;

    private MinuteItemJson() {}

    /**
     * Reads a tree that the contract has checked. A missing id is empty; references are not read.
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
        return items(array);
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

    private static List<MinuteItem> items(@Nullable JsonArray array) {
        return array == null
                ? List.of()
                : array.stream().map(item -> item((JsonObject) item)).toList();
    }

    private static MinuteItem item(JsonObject item) {
        var dueAt = item.getString("due_at");
        var assignees = item.getJsonArray("assignee_ids");
        return new MinuteItem(
                item.getString("id", ""),
                item.getString("title"),
                item.getString("contents"),
                Coded.of(MinuteItem.Type.class, item.getString("type", MinuteItem.Type.NOTE.code())),
                List.of(),
                dueAt == null ? null : Instants.parse(dueAt),
                assignees == null ? List.of() : Bodies.ids(assignees),
                items(item.getJsonArray("children")));
    }
}
