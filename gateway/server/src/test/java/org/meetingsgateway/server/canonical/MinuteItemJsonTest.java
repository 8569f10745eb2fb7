package org.meetingsgateway.server.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItems;
import org.meetingsgateway.wire.Json;

class MinuteItemJsonTest {
    @Provide
    Arbitrary<List<MinuteItem>> trees() {
        return Things.minutes();
    }

    private static JsonObject item(String title, JsonObject... children) {
        return new JsonObject().put("title", title).put("children", new JsonArray(List.of(children)));
    }

    private static List<MinuteItem> read(JsonObject... items) {
        return MinuteItemJson.items("/minutes", new JsonArray(List.of(items)));
    }

    private static Stream<MinuteItem> all(List<MinuteItem> items) {
        return items.stream().flatMap(item -> Stream.concat(Stream.of(item), all(item.children())));
    }

    @Property(tries = 100)
    void a_tree_that_was_read_is_written_back_unchanged(@ForAll("trees") List<MinuteItem> tree) {
        var written = new JsonArray(Json.bytes(json -> MinuteItemJson.SHAPE.writeAll(json, tree)));
        var read = MinuteItemJson.items("/agenda", written);
        assertThat(MinuteItems.numbered(read, () -> "new")).isEqualTo(tree);
    }

    @Test
    void numbers_and_missing_ids_are_left_to_the_store() {
        var tree = read(item("a").put("reference", JsonArray.of(9)).put("id", "mine"), item("b", item("c")));
        assertThat(all(tree).map(MinuteItem::reference)).containsOnly(List.of());
        assertThat(all(tree).map(MinuteItem::id)).containsExactly("mine", "", "");
    }

    @Test
    void an_item_is_a_note_unless_it_says_what_it_is() {
        var person = UUID.randomUUID();
        var tree = read(
                item("a"),
                item("b")
                        .put("type", "action")
                        .put("due_at", "2026-05-01T00:00:00+02:00")
                        .put("assignee_ids", JsonArray.of(person.toString())),
                item("c").putNull("due_at").putNull("assignee_ids"));
        assertThat(tree.getFirst().type()).isEqualTo(MinuteItem.Type.NOTE);
        assertThat(tree.get(1))
                .isEqualTo(new MinuteItem(
                        "",
                        "b",
                        null,
                        MinuteItem.Type.ACTION,
                        List.of(),
                        Instant.parse("2026-04-30T22:00:00Z"),
                        List.of(person),
                        List.of()));
        assertThat(tree.getLast().dueAt()).isNull();
        assertThat(tree.getLast().assigneeIds()).isEmpty();
    }

    @Test
    void an_id_that_is_there_twice_is_refused_where_it_is_repeated() {
        assertThatThrownBy(() ->
                        read(item("a").put("id", "x"), item("b", item("c").put("id", "x"))))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(Violation::field)
                                .containsExactly("/minutes/1/children/0/id"));
    }

    @Test
    void items_are_counted_on_all_levels() {
        var full = Stream.generate(() -> item("a", item("b"))).limit(1_000).toArray(JsonObject[]::new);
        assertThat(all(read(full))).hasSize(2_000);
        var over = Stream.concat(Stream.of(full), Stream.of(item("c"))).toArray(JsonObject[]::new);
        assertThatThrownBy(() -> read(over)).isInstanceOf(Problem.Invalid.class);
    }
}
