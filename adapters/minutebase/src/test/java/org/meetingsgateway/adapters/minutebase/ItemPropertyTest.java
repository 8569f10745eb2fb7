package org.meetingsgateway.adapters.minutebase;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.meetingsgateway.memory.Library;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItems;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.wire.Json;

/** Items as they are shown and as they are sent are two directions of one thing. */
class ItemPropertyTest {
    private static final Map<UUID, Person> PEOPLE =
            Library.read(new JsonObject("""
                            {"people": [{"id": "00000000-0000-7000-8000-000000000001"},
                                        {"id": "00000000-0000-7000-8000-000000000002"},
                                        {"id": "00000000-0000-7000-8000-000000000003"}]}""")).people().stream().collect(Collectors.toMap(Person::id, person -> person));
    private static final Map<String, UUID> BY_ALIAS =
            PEOPLE.values().stream().collect(Collectors.toMap(Person::alias, Person::id));

    @Property(tries = 300)
    void what_is_shown_says_what_is_stored(@ForAll("trees") List<MinuteItem> items) {
        assertThat(read(shown(items), items)).isEqualTo(items);
    }

    @Property(tries = 300)
    void what_is_shown_is_enough_to_write_it_anew(@ForAll("trees") List<MinuteItem> items) {
        var carried = MinuteItems.numbered(carried(items), String::new);
        assertThat(read(shown(items), List.of())).isEqualTo(carried);
        assertThat(shown(carried)).isEqualTo(shown(items));
    }

    @Property(tries = 100)
    void every_id_that_is_shown_has_24_digits_and_is_one_items(@ForAll("trees") List<MinuteItem> items) {
        var ids = new ArrayList<String>();
        collect(shown(items), ids);
        assertThat(ids).allMatch(Alias::isOne).doesNotHaveDuplicates();
    }

    @Property(tries = 100)
    void a_reference_is_the_way_to_the_item(@ForAll("trees") List<MinuteItem> items) {
        assertThat(at(shown(items), new JsonArray())).isTrue();
    }

    @Property
    void an_id_that_was_shown_stays_as_it_is(@ForAll String id) {
        assertThat(Alias.of(Alias.of(id))).isEqualTo(Alias.of(id)).hasSize(24);
    }

    @Property(tries = 200)
    void one_more_item_is_the_last_where_it_belongs_and_the_others_stay(
            @ForAll("trees") List<MinuteItem> items, @ForAll @IntRange(max = 50) int which) {
        var added = item("added", "Added");
        var all = flat(items);
        var parent = which < all.size() ? all.get(which) : null;
        var more = ItemTree.with(added, parent, items);
        var found = parent == null ? null : Objects.requireNonNull(ItemTree.find(more, Alias.of(parent.id())));
        assertThat((found == null ? more : found.children()).getLast()).isEqualTo(added);
        var ids = new ArrayList<>(flat(more).stream().map(MinuteItem::id).toList());
        assertThat(ids.remove(added.id())).isTrue();
        assertThat(ids).isEqualTo(all.stream().map(MinuteItem::id).toList());
    }

    @Property(tries = 500)
    void whatever_is_sent_is_read_or_rejected(@ForAll("anything") Object sent) {
        var body = Body.of(new JsonObject().put("minutes", sent));
        ItemReader.assignees(body.value("minutes"));
        var items = new ItemReader(List.of(), BY_ALIAS).list(body, "minutes");
        if (!body.isRejected()) {
            assertThat(flat(items)).allMatch(item -> !item.title().isBlank());
            assertThat(flat(items)).hasSameSizeAs(flatSent((JsonArray) sent));
        }
    }

    private static List<MinuteItem> read(JsonArray sent, List<MinuteItem> stored) {
        var body = Body.of(new JsonObject().put("minutes", sent));
        assertThat(BY_ALIAS.keySet()).containsAll(ItemReader.assignees(sent));
        var items = new ItemReader(stored, BY_ALIAS).list(body, "minutes");
        assertThat(body.errors()).isEmpty();
        return MinuteItems.numbered(items, () -> "new");
    }

    private static JsonArray shown(List<MinuteItem> items) {
        return new JsonArray(Json.bytes(json -> ItemJson.items(json, items, List.of(), PEOPLE, Instant.MIN)));
    }

    /** What the style carries of items: ids in its form, whole seconds, and no difference between no text and an empty one. */
    private static List<MinuteItem> carried(List<MinuteItem> items) {
        return items.stream()
                .map(item -> new MinuteItem(
                        Alias.of(item.id()),
                        item.title(),
                        "".equals(item.contents()) ? null : item.contents(),
                        item.type(),
                        List.of(),
                        item.dueAt() == null
                                ? null
                                : Instant.ofEpochSecond(item.dueAt().getEpochSecond()),
                        item.assigneeIds(),
                        carried(item.children())))
                .toList();
    }

    private static void collect(JsonArray items, List<String> ids) {
        for (int i = 0; i < items.size(); i++) {
            ids.add(items.getJsonObject(i).getString("id"));
            collect(items.getJsonObject(i).getJsonArray("children"), ids);
        }
    }

    private static boolean at(JsonArray items, JsonArray parent) {
        for (int i = 0; i < items.size(); i++) {
            var place = parent.copy().add(i + 1);
            var item = items.getJsonObject(i);
            if (!item.getJsonArray("reference").equals(place) || !at(item.getJsonArray("children"), place)) {
                return false;
            }
        }
        return true;
    }

    private static List<MinuteItem> flat(List<MinuteItem> items) {
        var all = new ArrayList<MinuteItem>();
        for (var item : items) {
            all.add(item);
            all.addAll(flat(item.children()));
        }
        return all;
    }

    private static List<Object> flatSent(JsonArray items) {
        var all = new ArrayList<>();
        for (var item : items) {
            all.add(item);
            if (((JsonObject) item).getValue("children") instanceof JsonArray children) {
                all.addAll(flatSent(children));
            }
        }
        return all;
    }

    private static MinuteItem item(String id, String title) {
        return new MinuteItem(id, title, null, MinuteItem.Type.NOTE, List.of(), null, List.of(), List.of());
    }

    @Provide
    Arbitrary<List<MinuteItem>> trees() {
        return level(3).map(items -> MinuteItems.numbered(distinct(items), String::new));
    }

    private static Arbitrary<List<MinuteItem>> level(int levels) {
        var children =
                levels == 1 ? Arbitraries.just(List.<MinuteItem>of()) : Arbitraries.lazy(() -> level(levels - 1));
        return Combinators.combine(
                        Arbitraries.oneOf(
                                Arbitraries.strings()
                                        .withChars("0123456789abcdef")
                                        .ofLength(24),
                                texts()),
                        texts().filter(title -> !title.isBlank()),
                        texts().injectNull(0.3),
                        Arbitraries.of(MinuteItem.Type.class),
                        Arbitraries.longs()
                                .between(0, 4_000_000_000_000L)
                                .map(Instant::ofEpochMilli)
                                .injectNull(0.3),
                        Arbitraries.of(PEOPLE.keySet()).list().uniqueElements().ofMaxSize(3),
                        children)
                .as((id, title, contents, type, dueAt, assignees, below) -> new MinuteItem(
                        id,
                        title,
                        contents,
                        type,
                        List.of(),
                        type == MinuteItem.Type.ACTION ? dueAt : null,
                        type == MinuteItem.Type.ACTION ? assignees : List.of(),
                        below))
                .list()
                .ofMaxSize(3);
    }

    /** The same items, each with an id of its own. */
    private static List<MinuteItem> distinct(List<MinuteItem> items) {
        return distinct(items, new HashSet<>(), new AtomicInteger());
    }

    private static List<MinuteItem> distinct(List<MinuteItem> items, HashSet<String> taken, AtomicInteger next) {
        return items.stream()
                .map(item -> new MinuteItem(
                        !item.id().isEmpty() && taken.add(Alias.of(item.id()))
                                ? item.id()
                                : "another " + next.incrementAndGet(),
                        item.title(),
                        item.contents(),
                        item.type(),
                        List.of(),
                        item.dueAt(),
                        item.assigneeIds(),
                        distinct(item.children(), taken, next)))
                .toList();
    }

    @Provide
    Arbitrary<Object> anything() {
        return value(3).list().ofMaxSize(4).map(JsonArray::new).map(array -> array);
    }

    private static Arbitrary<Object> value(int levels) {
        Arbitrary<Object> plain =
                Arbitraries.of("", "x", "note", "action", 5, true, 1.5, new JsonObject(), new JsonArray());
        if (levels == 0) {
            return plain;
        }
        var deeper = Arbitraries.lazy(() -> value(levels - 1));
        var members = Arbitraries.of("id", "title", "contents", "type", "due_by", "assignee_ids", "children");
        return Arbitraries.oneOf(
                plain,
                deeper.list().ofMaxSize(3).map(JsonArray::new),
                Arbitraries.maps(members, deeper).ofMaxSize(4).map(map -> titled(map)));
    }

    private static JsonObject titled(Map<String, Object> members) {
        return new JsonObject(new HashMap<>(members)).put("title", members.getOrDefault("title", "A title"));
    }

    /** Any text that can be stored. */
    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .ofMaxLength(20)
                .filter(text -> text.codePoints().noneMatch(c -> c == 0 || (c >= 0xd800 && c <= 0xdfff)));
    }
}
