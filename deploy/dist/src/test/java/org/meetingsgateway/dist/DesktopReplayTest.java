package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real client's behaviour, on wires that are cut, against a gateway that is killed: what was spoken is stored. */
class DesktopReplayTest {
    private static final int RECORDINGS = 4;
    private static final int OUTAGES = 4;
    private static final long SEED = Long.getLong("replay.seed", System.nanoTime());

    @TempDir
    Path folder;

    @Test
    void what_was_spoken_is_stored_whatever_fails() throws Exception {
        System.out.println("repeat with -Dreplay.seed=" + SEED);
        var random = new Random(SEED);
        try (var gateway = new MortalGateway(folder.resolve("data"));
                var run = new ReplayRun()) {
            var tenant = Tenant.create(gateway.running());
            var ann = tenant.person("Ann");
            var path = "/api/environments/" + tenant.project("Team A").getInteger("team") + "/desktop_recordings/";
            var key = tenant.desktop(ann);
            var clients = new ArrayList<DesktopClient>();
            for (int i = 0; i < RECORDINGS; i++) {
                var made = Tenant.created(key.post(path, new JsonObject()));
                var recording = path + made.getString("id") + "/";
                clients.add(client("C" + i, recording, key, gateway, run, random, true));
                if (i == 0) { // two devices in one meeting
                    clients.add(client("D" + i, recording, tenant.desktop(ann), gateway, run, random, false));
                }
            }
            var speaking = CompletableFuture.allOf(
                    clients.stream().map(client -> run.start(client::speak)).toArray(CompletableFuture<?>[]::new));
            for (int i = 0; i < OUTAGES; i++) {
                run.await(run.after(10 + random.nextInt(30)));
                if (i % 2 == 0) {
                    gateway.killAndRestart();
                } else {
                    assertThat(gateway.cutDatabase()).isPositive();
                }
            }
            run.await(run.after(20));
            run.closeSoon();
            run.await(speaking);
            for (var client : clients) {
                client.close();
            }
            var byRecording = clients.stream().collect(Collectors.groupingBy(DesktopClient::recording));
            byRecording.forEach((recording, speakers) -> {
                var stored = stored(key, recording, speakers);
                asCanonical(tenant.canonical(ann), id(recording), stored);
                var text = tenant.meetlog(ann)
                        .get("/api/v1/export/transcripts/" + id(recording))
                        .json()
                        .getString("text");
                assertThat(text).isEqualTo(joined(stored));
            });
        }
    }

    @Test
    void a_client_that_dies_ends_the_run_at_once_with_its_cause() {
        try (var run = new ReplayRun()) {
            run.start(() -> {
                throw new IllegalStateException("dead");
            });
            assertThatThrownBy(() -> run.await(run.after(1))).hasRootCauseMessage("dead");
        }
    }

    private static DesktopClient client(
            String name,
            String recording,
            Api key,
            MortalGateway gateway,
            ReplayRun run,
            Random random,
            boolean patches) {
        return new DesktopClient(name, recording, key, gateway, run, new Random(random.nextLong()), patches);
    }

    private static String id(String recording) {
        return recording.replaceAll(".*/([^/]+)/$", "$1");
    }

    private static String joined(List<Map<String, Object>> segments) {
        return segments.stream().map(s -> (String) s.get("text")).collect(Collectors.joining(" "));
    }

    /** The segments of a recording, which are what its speakers said: each in the order of each of them. */
    private static List<Map<String, Object>> stored(Api key, String recording, List<DesktopClient> speakers) {
        var found = key.get(recording).json();
        var stored = segments(found.getJsonArray("transcript_segments"));
        assertThat(found.getString("transcript_text")).isEqualTo(joined(stored));
        for (var speaker : speakers) {
            assertThat(stored.stream()
                            .filter(segment -> ((String) segment.get("speaker")).startsWith(speaker.name() + " ")))
                    .containsExactlyElementsOf(speaker.transcript());
            speaker.fields().forEach(field -> field.check(found, field.acknowledged()));
        }
        assertThat(stored)
                .hasSize(speakers.stream().mapToInt(s -> s.transcript().size()).sum());
        return stored;
    }

    private static List<Map<String, Object>> segments(JsonArray segments) {
        return segments.stream()
                .map(segment -> SpokenTranscript.segment((JsonObject) segment))
                .toList();
    }

    private static void asCanonical(Api canonical, String meeting, List<Map<String, Object>> stored) {
        var found = new ArrayList<String>();
        var path = "/v1/meetings/" + meeting + "/transcript/segments?limit=100";
        for (var next = path; next != null; ) {
            var page = canonical.get(next);
            page.items()
                    .forEach(segment -> found.add(segment.getDouble("start_ms") + " "
                            + segment.getString("speaker") + " " + segment.getString("text") + " "
                            + segment.getBoolean("final")));
            var cursor = page.json().getString("next_cursor");
            next = cursor == null ? null : path + "&cursor=" + cursor;
        }
        assertThat(found)
                .isEqualTo(stored.stream()
                        .map(s -> s.get("timestamp") + " " + s.get("speaker") + " " + s.get("text") + " "
                                + s.get("is_final"))
                        .toList());
    }
}
