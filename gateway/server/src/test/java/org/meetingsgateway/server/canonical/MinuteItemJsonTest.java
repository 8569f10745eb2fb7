package org.meetingsgateway.server.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.MinuteItem;
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
        assertThat(MinuteItemJson.items("/agenda", written)).isEqualTo(tree);
    }

    @Test
    void references_follow_from_the_place_whatever_the_body_says() {
        var tree = read(item("a").put("reference", new JsonArray().add(9)), item("b", item("c"), item("d", item("e"))));
        assertThat(all(tree).map(item -> item.title() + item.reference()))
                .containsExactly("a[1]", "b[2]", "c[2, 1]", "d[2, 2]", "e[2, 2, 1]");
    }

    @Test
    void given_ids_stay_and_missing_ones_are_made_unlike_any_other() {
        var tree = read(
                item("a").put("id", "mine"), item("b", item("c")), item("d").put("type", "action"));
        assertThat(tree.getFirst().id()).isEqualTo("mine");
        assertThat(all(tree).map(MinuteItem::id)).doesNotHaveDuplicates().allMatch(id -> !id.isBlank());
        assertThat(tree.getLast().type()).isEqualTo(MinuteItem.Type.ACTION);
        assertThat(tree.getFirst().type()).isEqualTo(MinuteItem.Type.NOTE);
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
