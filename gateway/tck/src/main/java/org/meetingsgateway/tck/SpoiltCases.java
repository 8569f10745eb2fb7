package org.meetingsgateway.tck;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Cases whose answers are spoilt, and what may come of them. */
final class SpoiltCases {
    private SpoiltCases() {}

    /** The case with each answer that is a result spoilt in turn. */
    static Stream<UpstreamGolden> of(UpstreamGolden golden, Function<Buffer, List<Mutations.Spoilt>> spoiling) {
        return IntStream.range(0, golden.steps().size())
                .filter(i -> golden.steps().get(i).response().status() == 200)
                .boxed()
                .flatMap(i -> spoiling.apply(golden.steps().get(i).response().body()).stream()
                        .map(spoilt -> {
                            var steps = new ArrayList<>(golden.steps());
                            steps.set(i, steps.get(i).answering(spoilt.body()));
                            var name = "answer " + i + ", " + spoilt.what();
                            return new UpstreamGolden(name, golden.account(), steps, golden.when(), golden.then());
                        }));
    }

    /** An outcome without what is told of unknown members. */
    static JsonObject known(JsonObject outcome) {
        var known = outcome.copy();
        known.remove("spent");
        known.getJsonObject("meeting", new JsonObject()).remove("unknown");
        items(known)
                .forEach(item -> item.getJsonObject("whole", new JsonObject()).remove("unknown"));
        return known;
    }

    /** What is expected of a list where those meetings are unreadable that {@code outcome} does not show. */
    static JsonObject withoutUnreadable(JsonObject then, JsonObject outcome) {
        var expected = known(then);
        var shown = items(outcome);
        var items = items(expected);
        for (int i = 0; i < Math.min(shown.size(), items.size()); i++) {
            if (!shown.get(i).containsKey("whole")) {
                items.get(i).remove("whole");
            }
        }
        return expected;
    }

    private static List<JsonObject> items(JsonObject outcome) {
        var listing = outcome.getJsonObject("listing");
        return listing == null
                ? List.of()
                : listing.getJsonArray("items").stream()
                        .map(JsonObject.class::cast)
                        .toList();
    }
}
