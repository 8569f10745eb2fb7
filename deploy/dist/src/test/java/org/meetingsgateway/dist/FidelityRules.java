package org.meetingsgateway.dist;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the words mean that stand in the tables of fidelity for how a value is made; their README says the same. */
final class FidelityRules {
    private static final Map<String, Function<Seen, List<@Nullable Object>>> VALUES = Map.ofEntries(
            Map.entry("made here", seen -> seen.here(seen.place())),
            Map.entry(
                    "made here, in whole seconds",
                    seen -> FidelityValues.each(seen.here(seen.place()), FidelityValues::wholeSeconds)),
            Map.entry("whole seconds", seen -> FidelityValues.each(seen.values(), FidelityValues::wholeSeconds)),
            Map.entry("its creation", seen -> seen.owned("created_at")),
            Map.entry(
                    "its creation, in whole seconds",
                    seen -> FidelityValues.each(seen.owned("created_at"), FidelityValues::wholeSeconds)),
            Map.entry("its id", seen -> seen.here("id")),
            Map.entry(
                    "the slug of its title",
                    seen -> seen.owned("title").contains(null) ? seen.here("slug") : seen.values()),
            Map.entry("the connection's", FidelityValues::ofConnection),
            Map.entry(
                    "the id there",
                    seen -> seen.owned(seen.connection().style().equals("minutebase") ? "alias" : "id")),
            Map.entry(
                    "done or not",
                    seen -> FidelityValues.each(
                            seen.values(), word -> Set.of("completed", "failed").contains(word) ? word : "processing")),
            Map.entry(
                    "not yet is processing",
                    seen -> FidelityValues.each(seen.values(), word -> "scheduled".equals(word) ? "processing" : word)),
            Map.entry("desktop's word", seen -> FidelityValues.each(seen.values(), FidelityValues::desktopStatus)),
            Map.entry(
                    "millions with one decimal", seen -> FidelityValues.each(seen.values(), FidelityValues::millions)),
            Map.entry(
                    "to the nearest 100 000",
                    seen -> FidelityValues.each(
                            seen.values(),
                            bytes -> bytes == null
                                    ? null
                                    : Values.plain(((BigDecimal) FidelityValues.millions(bytes)).movePointRight(6)))),
            Map.entry(
                    "how many are told",
                    seen -> List.of(new BigDecimal(seen.owned("segments[].text").size()).stripTrailingZeros())),
            Map.entry("24 hex digits", seen -> FidelityValues.each(seen.values(), FidelityValues::alias)),
            Map.entry("names by commas", FidelityValues::assignees),
            Map.entry("of the person", seen -> FidelityValues.of(seen, "people", FidelityValues::personal)),
            Map.entry("of the project", seen -> FidelityValues.of(seen, "projects", FidelityValues::ofProject)),
            Map.entry("as its action", FidelityValues::asItsAction),
            Map.entry(
                    "the alias of the person",
                    seen -> FidelityValues.each(seen.values(), id -> FidelityValues.aliasOf(seen, id))),
            Map.entry(
                    "the aliases of the persons",
                    seen -> seen.values().stream()
                            .flatMap(ids -> ((List<?>) ids).stream())
                            .map(id -> FidelityValues.aliasOf(seen, id))
                            .toList()),
            Map.entry("its first 24 digits", seen -> FidelityValues.each(seen.values(), FidelityValues::first24)),
            Map.entry(
                    "made here, its first 24 digits",
                    seen -> FidelityValues.each(seen.here(seen.place()), FidelityValues::first24)),
            Map.entry("an alias of the name", FidelityValues::aliasesOfNames),
            Map.entry(
                    "of actions, in whole seconds",
                    seen -> FidelityValues.each(FidelityValues.ofActions(seen), FidelityValues::wholeSeconds)),
            Map.entry(
                    "of actions, the aliases of the persons",
                    seen -> FidelityValues.each(
                            FidelityValues.ofActions(seen),
                            ids -> ((List<?>) ids)
                                    .stream()
                                            .map(id -> FidelityValues.aliasOf(seen, id))
                                            .toList())),
            Map.entry(
                    "the alias of the meeting",
                    seen -> FidelityValues.each(seen.values(), id -> seen.here().getString("alias"))),
            Map.entry("overdue or not", FidelityValues::overdue),
            Map.entry(
                    "desktop's word, done or not",
                    seen -> FidelityValues.each(
                            seen.values(),
                            word -> "completed".equals(word)
                                    ? "ready"
                                    : "failed".equals(word) ? "error" : "processing")),
            Map.entry(
                    "where there is one",
                    seen -> seen.values().stream().filter(Objects::nonNull).toList()),
            Map.entry("its text, with the actions that are carried", FidelityValues::minutesAlone),
            Map.entry("all in one list", seen -> List.of(seen.values())));

    /** Of a meeting as its owner has it, where there is a mirror as that has it. */
    private static final Map<String, BiPredicate<Seen, RichMeetings>> SHOWN = Map.of(
            "if there is something to read", (seen, key) -> isReadable(seen.here()),
            "the owner's, if there is something to read",
                    (seen, key) -> seen.owned().getString("owner_id").equals(key.ann()) && isReadable(seen.owned()),
            "the project's, if there is something to read",
                    (seen, key) ->
                            key.sales().getString("id").equals(seen.owned().getString("project_id"))
                                    && isReadable(seen.owned()));

    private static final Map<String, UnaryOperator<JsonArray>> ITEMS = Map.of(
            "one for all", FidelityRules::one,
            "those in the minutes", items -> only(items, action -> action.getString("minute_id") != null),
            "that of the minutes", items -> only(items, report -> report.getBoolean("derived")));

    private FidelityRules() {}

    /** All of the words. */
    static Set<String> names() {
        var names = new TreeSet<>(VALUES.keySet());
        names.addAll(ITEMS.keySet());
        names.addAll(SHOWN.keySet());
        return names;
    }

    static boolean isConstant(String rule) {
        return rule.startsWith("`");
    }

    /** What is to be told by a rule, which may be a constant as JSON. */
    static List<@Nullable Object> values(String rule, Seen seen) {
        if (isConstant(rule)) {
            var constant = Values.plain(Json.decodeValue(rule.substring(1, rule.length() - 1)));
            var places = seen.values();
            return places.isEmpty() ? places : Collections.nCopies(places.size(), constant);
        }
        return Objects.requireNonNull(VALUES.get(rule), rule).apply(seen);
    }

    /** Whether a meeting is shown to the holder of a key of the owner, or of the project. */
    static boolean isShown(String rule, Seen seen, RichMeetings key) {
        return Objects.requireNonNull(SHOWN.get(rule), rule).test(seen, key);
    }

    private static boolean isReadable(JsonObject meeting) {
        var recording = meeting.getJsonObject("recording");
        return Stream.of("url", "size_bytes", "sdk_upload_id", "recall_recording_id")
                        .anyMatch(name -> recording.getValue(name) != null)
                || !meeting.getJsonArray("segments").isEmpty()
                || !meeting.getJsonArray("reports").isEmpty()
                || !meeting.getJsonArray("minutes").isEmpty();
    }

    /** The items of a list that are carried. */
    static JsonArray items(String rule, JsonArray all) {
        return Objects.requireNonNull(ITEMS.get(rule), rule).apply(all);
    }

    private static JsonArray one(JsonArray segments) {
        if (segments.isEmpty()) {
            return segments;
        }
        var text = segments.stream()
                .map(segment -> ((JsonObject) segment).getString("text"))
                .collect(Collectors.joining(" "));
        return new JsonArray().add(new JsonObject().put("position", 1).put("text", text));
    }

    private static JsonArray only(JsonArray items, Predicate<JsonObject> which) {
        return new JsonArray(
                items.stream().filter(item -> which.test((JsonObject) item)).toList());
    }
}
