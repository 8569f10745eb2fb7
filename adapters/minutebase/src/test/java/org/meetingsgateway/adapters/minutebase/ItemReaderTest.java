package org.meetingsgateway.adapters.minutebase;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.model.MinuteItem;

class ItemReaderTest {
    private static final String TOO_MANY = "are too many: 2000 items at most";

    @Test
    void two_thousand_items_on_all_levels_are_read() {
        var body = body(sent(1_000, 1));
        assertThat(reader(List.of()).list(body, "agenda")).hasSize(1_000);
        assertThat(body.errors()).isEmpty();
    }

    @Test
    void more_than_two_thousand_items_are_rejected() {
        var body = body(sent(1_000, 1).add(new JsonObject().put("title", "One more")));
        reader(List.of()).list(body, "agenda");
        assertThat(body.errors()).isEqualTo(Map.of("agenda", List.of(TOO_MANY)));
    }

    @Test
    void an_item_more_than_two_thousand_is_not_appended() {
        var stored = reader(List.of()).list(body(sent(2_000, 0)), "agenda");
        var body = Body.of(new JsonObject().put("title", "One more"));
        reader(stored).appended(body, 1);
        assertThat(body.errors()).isEqualTo(Map.of("children", List.of(TOO_MANY)));
    }

    @Test
    void an_appended_item_cannot_have_children_below_the_last_level() {
        var body = Body.of(new JsonObject().put("title", "Last").put("children", sent(1, 0)));
        reader(List.of()).appended(body, ItemReader.MOST_LEVELS);
        assertThat(body.errors()).isEqualTo(Map.of("children", List.of("are too deep: 16 levels at most")));
    }

    @Test
    void an_appended_items_children_cannot_have_ids_that_are_taken() {
        var id = "4e008f2c8b1f2d3a4e000001";
        var stored = List.of(
                new MinuteItem(id, "Welcome", null, MinuteItem.Type.NOTE, List.of(1), null, List.of(), List.of()));
        var children = JsonArray.of(new JsonObject().put("id", id).put("title", "Below"));
        var body = Body.of(new JsonObject().put("title", "Budget").put("children", children));
        reader(stored).appended(body, 1);
        assertThat(body.errors()).isEqualTo(Map.of("children", List.of("item 1, id: is the id of another item, too")));
    }

    private static ItemReader reader(List<MinuteItem> stored) {
        return new ItemReader(stored, Map.of());
    }

    private static Body body(JsonArray items) {
        return Body.of(new JsonObject().put("agenda", items));
    }

    /** So many items, each with an id of its own and so many children. */
    private static JsonArray sent(int items, int children) {
        var sent = new JsonArray();
        for (int i = 1; i <= items; i++) {
            sent.add(new JsonObject()
                    .put("id", "%012x%012x".formatted(items, i))
                    .put("title", "Item " + i)
                    .put("children", below(children)));
        }
        return sent;
    }

    private static JsonArray below(int children) {
        var sent = new JsonArray();
        for (int i = 1; i <= children; i++) {
            sent.add(new JsonObject().put("title", "Child " + i));
        }
        return sent;
    }
}
