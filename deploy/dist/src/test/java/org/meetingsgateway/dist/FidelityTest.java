package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any style from any source: one gateway has meetings that have everything, another one mirrors them by each style, and each
 * surface tells of them what the tables in {@code contracts/fidelity} say, no less and no more.
 */
class FidelityTest {
    private static final Map<String, FidelityTable> TABLES = new HashMap<>();

    /** What is there: {@code source} and {@code surface}. */
    private static final Map<String, List<Seen>> SEEN = new HashMap<>();

    private static RichMeetings rich;

    @BeforeAll
    static void everybodyIsAsked() {
        Surfaces.NAMES.forEach(surface -> TABLES.put(surface, FidelityTable.of(surface)));
        rich = new RichMeetings(Tenant.create(SharedGateway.get()));
        var theirs = new Surfaces(rich.tenant(), rich.ann(), rich.sales());
        var owned = rich.ids().stream()
                .map(id -> Objects.requireNonNull(theirs.canonical(id)))
                .toList();
        var mirrors = Stream.of("meetlog", "minutebase", "desktop")
                .map(style -> MirroredAccount.of(
                        style,
                        rich.tenant(),
                        rich.ann(),
                        rich.sales(),
                        Replicas.get().first()))
                .toList();
        ask("gateway", theirs, owned, null);
        for (var mirror : mirrors) {
            mirror.loaded();
            ask(mirror.style(), mirror.surfaces(), owned, mirror);
            mirror.disconnect();
        }
    }

    /** About each meeting that its owner has, and that is here. */
    private static void ask(
            String source, Surfaces surfaces, List<JsonObject> owned, @Nullable MirroredAccount mirror) {
        var here = new HashMap<String, JsonObject>();
        var people = surfaces.items("/v1/people");
        var projects = surfaces.items("/v1/projects");
        for (var item : surfaces.items("/v1/meetings")) {
            var meeting = surfaces.canonical(((JsonObject) item).getString("id"));
            here.put(
                    mirror == null
                            ? meeting.getString("id")
                            : meeting.getJsonObject("source").getString("native_id"),
                    meeting);
        }
        for (var surface : Surfaces.NAMES) {
            SEEN.put(
                    source + " " + surface,
                    owned.stream()
                            .map(meeting -> {
                                var there = here.get(meeting.getString(source.equals("minutebase") ? "alias" : "id"));
                                var told = there == null || surface.equals(Surfaces.CANONICAL)
                                        ? there
                                        : surfaces.told(surface, there);
                                return new Seen(
                                        meeting,
                                        there == null
                                                ? Surfaces.NOTHING
                                                : there.copy()
                                                        .put("people", people)
                                                        .put("projects", projects),
                                        told == null ? Surfaces.NOTHING : told,
                                        "",
                                        mirror);
                            })
                            // A surface tells of what is here; which meetings are, is what /v1 tells.
                            .filter(seen -> surface.equals(Surfaces.CANONICAL) || seen.here() != Surfaces.NOTHING)
                            .toList());
        }
    }

    private static List<Seen> told(String source, String surface) {
        return Objects.requireNonNull(SEEN.get(source + " " + surface)).stream()
                .filter(seen -> seen.told() != Surfaces.NOTHING)
                .toList();
    }

    static Stream<Arguments> all() {
        return Surfaces.NAMES.stream()
                .flatMap(surface -> FidelityTable.SOURCES.stream().map(source -> Arguments.of(source, surface)));
    }

    @ParameterizedTest(name = "{0} meetings, told by {1}")
    @MethodSource("all")
    void each_value_is_as_faithful_as_the_table_says(String source, String surface) {
        var check = new FidelityCheck(TABLES.get(surface), source);
        assertThat(check.wronglyShown(SEEN.get(source + " " + surface), rich)).isEmpty();
        assertThat(check.wrong(told(source, surface))).isEmpty();
    }

    @Test
    void every_canonical_value_has_its_line_in_every_table() {
        var places = new TreeSet<String>();
        for (var seen : told("gateway", Surfaces.CANONICAL)) {
            places.addAll(Values.places(seen.told()));
        }
        places.removeIf(place -> isOfMore(place, places));
        for (var table : TABLES.values()) {
            assertThat(table.rows().stream().filter(row -> !row.isOfItems()).flatMap(row -> row.canonical().stream()))
                    .as(table.surface())
                    .containsExactlyInAnyOrderElementsOf(places);
        }
    }

    /** A list that is empty in one meeting and has items in another, or an object that is null in one. */
    private static boolean isOfMore(String place, Set<String> places) {
        return places.stream().anyMatch(other -> other.startsWith(place + "[].") || other.startsWith(place + "."));
    }

    @Test
    void everything_that_a_surface_tells_has_its_line() {
        for (var surface : Surfaces.NAMES) {
            var places = new TreeSet<String>();
            for (var source : FidelityTable.SOURCES) {
                for (var seen : told(source, surface)) {
                    places.addAll(Values.places(seen.told()));
                }
            }
            places.removeIf(place -> isOfMore(place, places));
            assertThat(TABLES.get(surface).rows().stream()
                            .filter(row -> !row.isOfItems())
                            .flatMap(row -> row.members().stream()))
                    .as(surface)
                    .containsExactlyInAnyOrderElementsOf(places);
        }
    }

    @Test
    void every_word_of_the_tables_is_explained() {
        var used = new TreeSet<String>();
        TABLES.values()
                .forEach(table -> table.rows()
                        .forEach(row -> row.cells().values().stream()
                                .flatMap(FidelityTable.Cell::rules)
                                .filter(rule -> !FidelityRules.isConstant(rule))
                                .forEach(used::add)));
        assertThat(FidelityTable.explained()).containsExactlyInAnyOrderElementsOf(used);
        assertThat(FidelityRules.names()).isEqualTo(used);
    }
}
