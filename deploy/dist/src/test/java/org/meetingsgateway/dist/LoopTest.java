package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One gateway mirrors what another one serves, several pages of it, while meetings come, change and go. */
class LoopTest {
    private static final int MEETINGS = 250;
    private static final int CHANGES = 60;

    private final Tenant theirs = Tenant.create(SharedGateway.get());
    private final String ann = theirs.person("Ann");
    private final JsonObject sales = theirs.project("Sales");
    private final Surfaces account = new Surfaces(theirs, ann, sales);
    private final Api api = account.api(Surfaces.CANONICAL);

    private final List<String> ids = new CopyOnWriteArrayList<>();

    private List<MirroredAccount> mirrors;

    @AfterEach
    void disconnect() {
        mirrors.forEach(MirroredAccount::disconnect);
    }

    private void create(int number) {
        var meeting = new JsonObject()
                .put("title", "Meeting " + number)
                .put("project_id", sales.getString("id"))
                .put("status", number % 3 == 0 ? "processing" : "completed")
                // Some at the same moment: an order that is not total would lose or repeat them.
                .put("starts_at", "2026-10-25T%02d:30:00Z".formatted(number % 24))
                .put("duration_seconds", number)
                .put("participants", new JsonArray().add(new JsonObject().put("name", "Guest " + number)))
                .put("minutes", new JsonArray().add(new JsonObject().put("title", "Said " + number)))
                .put("recording", new JsonObject().put("url", "https://media.example/" + number));
        ids.add(Tenant.created(api.post("/v1/meetings", meeting)).getString("id"));
    }

    private void createAll() {
        try (var threads = Executors.newFixedThreadPool(4)) {
            IntStream.range(0, MEETINGS).forEach(number -> threads.execute(() -> create(number)));
        }
    }

    /** Any change that a person makes. */
    private void change(Random random) {
        int which = random.nextInt(ids.size());
        var path = "/v1/meetings/" + ids.get(which);
        switch (random.nextInt(7)) {
            case 0 -> patch(path, new JsonObject().put("title", "Renamed " + random.nextInt()));
            case 1 ->
                patch(
                        path,
                        new JsonObject()
                                .put("summary", "Summed up " + random.nextInt())
                                .put("tags", new JsonArray().add("t" + random.nextInt(3))));
            case 2 -> say(path, random);
            case 3 ->
                patch(
                        path,
                        new JsonObject()
                                .put(
                                        "minutes",
                                        new JsonArray()
                                                .add(new JsonObject()
                                                        .put("title", "Said again")
                                                        .put("type", "action"))));
            case 4 ->
                patch(
                        path,
                        new JsonObject()
                                .put("starts_at", "2026-03-29T00:%02d:00Z".formatted(random.nextInt(60)))
                                .put("status", "failed"));
            case 5 -> create(MEETINGS + random.nextInt(1_000_000));
            default -> {
                assertThat(api.delete(path, "If-Match", "*").status()).isEqualTo(204);
                ids.remove(which);
            }
        }
    }

    private void patch(String path, JsonObject changes) {
        assertThat(api.patch(path, changes, "If-Match", "*").status()).isEqualTo(200);
    }

    private void say(String path, Random random) {
        var segment = new JsonObject().put("text", "Word " + random.nextInt()).put("start_ms", random.nextInt(10_000));
        assertThat(api.post(
                                path + "/transcript/segments",
                                new JsonObject().put("segments", new JsonArray().add(segment)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void mirrors_are_equal_again_whatever_happens_while_they_run() {
        createAll();
        mirrors = Stream.of("meetlog", "minutebase", "desktop")
                .map(style -> MirroredAccount.of(
                        style, theirs, ann, sales, Replicas.get().first()))
                .toList();
        var random = new Random(7);
        for (int i = 0; i < CHANGES; i++) {
            change(random);
        }
        // What no list shows is looked for.
        mirrors.forEach(MirroredAccount::resync);
        for (var mirror : mirrors) {
            var compared = new Comparison(account, mirror);
            Wait.untilNone(mirror.style() + " is equal", compared::differences);
        }
        mirrors.forEach(mirror -> assertThat(mirror.state().getString("state")).isEqualTo("active"));
    }
}
