package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two replicas share their connections: one runs a connection at a time, and the other takes over when it dies. */
class ReplicasTest {
    private static final int MEETINGS = 60;
    private static final int SOME = 10;
    private static final Pattern ITEMS =
            Pattern.compile("gateway_sync_items_total\\{[^}]*outcome=\"created\"[^}]*} ([0-9.]+)");

    private final Tenant theirs = Tenant.create(SharedGateway.get());
    private final String ann = theirs.person("Ann");
    private final Api account = theirs.canonical(ann);

    private void create(int number) {
        var meeting = Tenant.created(account.post(
                "/v1/meetings",
                new JsonObject().put("title", "Meeting " + number).put("status", "completed")));
        var segment = new JsonObject().put("text", "Word " + number);
        account.post(
                "/v1/meetings/" + meeting.getString("id") + "/transcript/segments",
                new JsonObject().put("segments", new JsonArray().add(segment)));
    }

    /** How many meetings that replica has brought. */
    private static int brought(GatewayProcess replica) {
        var metrics = new Api(replica.management(), "canonical", null)
                .unchecked("GET", "/metrics", null)
                .text();
        return ITEMS.matcher(metrics)
                .results()
                .mapToInt(found -> (int) Double.parseDouble(found.group(1)))
                .sum();
    }

    private static List<JsonObject> meetings(Api api) {
        return api.get("/v1/meetings?limit=100&sort=created_at&expand=transcript")
                .items();
    }

    @Test
    void a_replica_that_dies_in_a_first_load_loses_and_doubles_nothing() {
        IntStream.range(0, MEETINGS).forEach(this::create);
        try (var replicas = new Replicas()) {
            // Twenty requests a second: slow enough to die in the middle of it.
            var mirror = MirroredAccount.of("meetlog", theirs, ann, null, replicas.first(), 20);
            Wait.until("some are here", () -> brought(replicas.first()) + brought(replicas.last()) >= SOME);
            boolean isFirst = brought(replicas.first()) > 0;
            var dies = isFirst ? replicas.first() : replicas.last();
            var lives = isFirst ? replicas.last() : replicas.first();
            assertThat(brought(lives)).as("one runs a connection at a time").isZero();

            var asked = mirror.ours().canonical(mirror.bob());
            var other = new Api(lives.api(), "canonical", asked.bearer());
            assertThat(meetings(other)).as("both serve it").hasSizeGreaterThanOrEqualTo(SOME);

            dies.kill();
            Wait.until("all are here", () -> meetings(other).size() == MEETINGS);
            assertThat(meetings(other)).allSatisfy(meeting -> {
                assertThat(meeting.getLong("version"))
                        .as("nothing is written twice")
                        .isEqualTo(1);
                assertThat(meeting.getJsonObject("transcript").getString("text"))
                        .isEqualTo(meeting.getString("title").replace("Meeting", "Word"));
            });
            assertThat(meetings(other).stream().map(meeting -> meeting.getString("title")))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, MEETINGS)
                            .mapToObj(number -> "Meeting " + number)
                            .toList());
        }
    }
}
