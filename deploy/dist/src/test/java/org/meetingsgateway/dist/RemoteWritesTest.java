package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written in one gateway arrives in the other one whose accounts it is connected to. */
class RemoteWritesTest {
    @TempDir
    static Path data;

    static MortalGateway mirror;

    /** The wire from the one to the other. */
    static TcpProxy wire;

    private final Tenant theirs = Tenant.create(SharedGateway.get());
    private final String ann = theirs.person("Ann");
    private final JsonObject theirProject = theirs.project("Recordings");
    private final Api account = theirs.canonical(ann);

    private final Tenant ours = Tenant.create(mirror.running());
    private final String bob = ours.person("Bob");
    private final JsonObject ourProject = ours.project("P");
    private final Api here = ours.canonical(bob);

    @BeforeAll
    static void start() {
        mirror = new MortalGateway(data, Map.of("GATEWAY_UPSTREAM_ALLOW", "127.0.0.0/8"));
        wire = new TcpProxy(URI.create(SharedGateway.get().api()).getPort());
    }

    @AfterAll
    static void stop() {
        mirror.close();
        wire.close();
    }

    private String connect(String style, String credential) {
        return connect(input(style, credential)
                .put("quota", new JsonObject().put("requests", 1_000).put("window_seconds", 1)));
    }

    private String connect(JsonObject input) {
        return Tenant.created(ours.admin().post(ours.path() + "/connections", input))
                .getString("id");
    }

    /** Without a quota: the one that its product documents. */
    private JsonObject input(String style, String credential) {
        var input = new JsonObject()
                .put("style", style)
                .put("base_url", "http://127.0.0.1:" + wire.port())
                .put("credential", credential)
                .put("project_id", ourProject.getString("id"))
                .put("owner_id", bob)
                .put("poll_seconds", 1);
        if (style.equals("desktop")) {
            input.put("upstream_project_id", theirProject.getInteger("team"));
        }
        return input;
    }

    private String connectRecordings() {
        return connect(
                "desktop", theirs.desktop(ann, theirProject.getString("id")).bearer());
    }

    private static JsonObject body(String connection, String title) {
        return new JsonObject()
                .put("title", title)
                .put("platform", "zoom")
                .put("description", "Only here")
                .put("source", new JsonObject().put("connection_id", connection));
    }

    private JsonObject there(String id) {
        var answer = account.get("/v1/meetings/" + id + "?expand=transcript");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void while_an_account_is_over_its_quota_everybody_hears_so_and_how_long_it_lasts() {
        try (var limited = new CountedWire(SharedGateway.get().api())) {
            var meeting = Tenant.created(account.post(
                    "/v1/meetings",
                    new JsonObject()
                            .put("title", "Theirs")
                            .put("platform", "zoom")
                            .put("project_id", theirProject.getString("id"))
                            .put("recording", new JsonObject().put("size_bytes", 7))));
            var id = meeting.getString("id");
            connect(input(
                            "desktop",
                            theirs.desktop(ann, theirProject.getString("id")).bearer())
                    .put("base_url", limited.url())
                    .put("quota", new JsonObject().put("requests", 1_000).put("window_seconds", 1))
                    .put("poll_seconds", 3_600));
            Wait.until("it is here", () -> here.get("/v1/meetings/" + id).status() == 200);
            limited.spend(90);
            for (int i = 0; i < 4; i++) {
                var answer = here.patch("/v1/meetings/" + id, new JsonObject().put("title", "T" + i), "If-Match", "*");
                assertThat(answer.status()).as(answer.text()).isEqualTo(503);
                assertThat(answer.text()).contains("quota");
                assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(30, 90);
            }
        }
    }

    private List<String> titles(Api api) {
        return api.get("/v1/meetings?limit=100").items().stream()
                .map(meeting -> meeting.getString("title"))
                .toList();
    }

    private static String etag(Answer answer) {
        return answer.header("ETag");
    }

    @Test
    void meetings_that_are_made_changed_and_deleted_on_v1_are_so_in_the_account() {
        var connection = connectRecordings();
        var made = here.post("/v1/meetings", body(connection, "Kick-off"));
        var meeting = Tenant.created(made);
        var id = meeting.getString("id");
        var path = "/v1/meetings/" + id;
        assertThat(meeting.getString("description")).isEqualTo("Only here");
        assertThat(meeting.getString("project_id")).isEqualTo(ourProject.getString("id"));
        assertThat(meeting.getString("owner_id")).isEqualTo(bob);
        assertThat(meeting.getJsonObject("source").getString("connection_id")).isEqualTo(connection);
        assertThat(there(id).getString("title")).isEqualTo("Kick-off");
        assertThat(there(id).getString("description")).isNull();

        var change =
                new JsonObject().put("title", "Renamed").put("notes", "Cake").put("tags", JsonArray.of("ours"));
        var changed = here.patch(path, change, "If-Match", etag(made));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.json().getJsonArray("tags")).containsExactly("ours");
        assertThat(there(id).getString("title")).isEqualTo("Renamed");
        assertThat(there(id).getString("notes")).isEqualTo("Cake");
        assertThat(here.patch(path, change, "If-Match", etag(made)).status())
                .as("who has seen an older version")
                .isEqualTo(412);

        var segment =
                new JsonObject().put("text", "Hello.").put("speaker", "Ann").put("start_ms", 1200);
        var said = here.post(
                path + "/transcript/segments", new JsonObject().put("segments", new JsonArray().add(segment)));
        assertThat(said.status()).as(said.text()).isEqualTo(200);
        assertThat(there(id).getJsonObject("transcript").getString("text")).isEqualTo("Hello.");

        var item = Tenant.created(here.post(
                path + "/action_items",
                new JsonObject().put("title", "Send the plan").put("assignee", "Cy")));
        assertThat(item.getString("assignee")).isEqualTo("Cy");
        assertThat(there(id).getJsonArray("action_items").getJsonObject(0).getString("title"))
                .isEqualTo("Send the plan");

        assertThat(here.delete(path, "If-Match", "*").status()).isEqualTo(204);
        assertThat(account.get(path).status()).isEqualTo(404);
        assertThat(here.get(path).status()).isEqualTo(404);
    }

    /** One request in four seconds: a burst is for those who wait. */
    @Test
    void a_minutebase_meeting_is_made_at_the_documented_quota_while_the_mirror_works() {
        var connection = connect(input("minutebase", theirs.key("minutebase", ann)));
        Wait.until("the mirror has begun", () -> {
            var connected = ours.admin().get(ours.path() + "/connections/" + connection);
            return connected.json().getJsonObject("quota").getInteger("remaining") < 1_000;
        });
        var minutes =
                new JsonArray().add(new JsonObject().put("title", "We agreed.").put("type", "decision"));
        var made = Tenant.created(here.post(
                "/v1/meetings",
                new JsonObject()
                        .put("title", "At four o'clock")
                        .put("minutes", minutes)
                        .put("source", new JsonObject().put("connection_id", connection))));
        assertThat(made.getJsonArray("minutes").getJsonObject(0).getString("title"))
                .isEqualTo("We agreed.");
        assertThat(titles(account)).containsExactly("At four o'clock");
    }

    @Test
    void recordings_that_are_changed_and_deleted_on_the_desktop_surface_are_so_in_the_account() {
        var id = Tenant.created(here.post("/v1/meetings", body(connectRecordings(), "Live")))
                .getString("id");
        var desktop = ours.desktop(bob, ourProject.getString("id"));
        var recordings = "/api/environments/" + ourProject.getInteger("team") + "/desktop_recordings/" + id + "/";
        var segment = new JsonObject()
                .put("timestamp", 10.0)
                .put("speaker", "Ann")
                .put("text", "Hi.")
                .put("is_final", true);
        var said = desktop.post(
                recordings + "append_segments/", new JsonObject().put("segments", new JsonArray().add(segment)));
        assertThat(said.status()).as(said.text()).isEqualTo(200);
        assertThat(there(id).getJsonObject("transcript").getString("text")).isEqualTo("Hi.");

        var changed = desktop.patch(
                recordings,
                new JsonObject().put("meeting_title", "Ended").put("participants", JsonArray.of("Ann", "Cy")));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(there(id).getString("title")).isEqualTo("Ended");
        assertThat(there(id).getJsonArray("participants")).hasSize(2);

        assertThat(desktop.delete(recordings).status()).isEqualTo(204);
        assertThat(account.get("/v1/meetings/" + id).status()).isEqualTo(404);
    }

    @Test
    void a_source_that_is_read_only_says_so_on_every_surface() {
        var id = Tenant.created(account.post(
                        "/v1/meetings",
                        new JsonObject()
                                .put("title", "Theirs")
                                .put("recording", new JsonObject().put("size_bytes", 7))))
                .getString("id");
        var connection = connect("meetlog", theirs.meetlog(ann).bearer());
        Wait.until("it is mirrored", () -> here.get("/v1/meetings/" + id).status() == 200);

        var change = here.patch("/v1/meetings/" + id, new JsonObject().put("title", "Mine"), "If-Match", "*");
        assertThat(change.status()).isEqualTo(409);
        assertThat(change.json().getString("code")).isEqualTo("read_only_source");
        assertThat(here.delete("/v1/meetings/" + id, "If-Match", "*").json().getString("code"))
                .isEqualTo("read_only_source");
        assertThat(here.post("/v1/meetings", body(connection, "New")).json().getString("code"))
                .isEqualTo("read_only_source");
        var unknown = here.post("/v1/meetings", body(bob, "New"));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/source/connection_id");

        var desktop = ours.desktop(bob, ourProject.getString("id"));
        var recording = "/api/environments/" + ourProject.getInteger("team") + "/desktop_recordings/" + id + "/";
        var refused = desktop.patch(recording, new JsonObject().put("meeting_title", "Mine"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().getString("detail")).contains("read-only");
        var alias = here.get("/v1/meetings/" + id).json().getString("alias");
        var minutes = ours.minutebase(bob).put("/api/v1/meetings/" + alias, new JsonObject().put("title", "Mine"));
        assertThat(minutes.status()).isEqualTo(409);
        assertThat(minutes.text()).contains("read-only");
        assertThat(there(id).getString("title")).isEqualTo("Theirs");
        assertThat(titles(here)).containsExactly("Theirs");
    }

    /** Sends something, kills the gateway when it has arrived, and starts it again. */
    private void killWhile(String request, Runnable sending, Supplier<Boolean> arrived) {
        wire.muteAt(request);
        var sent = CompletableFuture.runAsync(sending);
        Wait.until("it arrives", arrived::get);
        mirror.killAndRestart();
        wire.unmute();
        assertThat(sent).failsWithin(Duration.ofSeconds(30));
    }

    private void isThereOnce(String connection, String title) {
        var key = new String[] {"Idempotency-Key", "k-" + title};
        Wait.until(
                "it is found out",
                () -> here.post("/v1/meetings", body(connection, title), key).status() == 201);
        var again = Tenant.created(here.post("/v1/meetings", body(connection, title), key));
        assertThat(titles(account)).containsExactly(title);
        assertThat(titles(here)).containsExactly(title);
        assertThat(there(again.getString("id")).getString("title")).isEqualTo(title);
        assertThat(here.get("/v1/meetings/" + again.getString("id")).json().getString("description"))
                .isEqualTo("Only here");
    }

    @Test
    void a_meeting_is_made_once_where_the_gateway_is_killed_when_it_has_been_made() {
        var connection = connectRecordings();
        killWhile(
                "POST ",
                () -> here.post("/v1/meetings", body(connection, "Once"), "Idempotency-Key", "k-Once"),
                () -> titles(account).size() == 1);
        isThereOnce(connection, "Once");
    }

    @Test
    void a_meeting_is_made_once_where_the_gateway_is_killed_before_it_has_stored_it() {
        var connection = connectRecordings();
        killWhile(
                "PATCH ",
                () -> here.post("/v1/meetings", body(connection, "Whole"), "Idempotency-Key", "k-Whole"),
                () -> titles(account).contains("Whole"));
        isThereOnce(connection, "Whole");
    }

    @Test
    void a_change_and_a_deletion_that_arrived_are_here_when_the_gateway_comes_back() {
        var connection = connectRecordings();
        var first = Tenant.created(here.post("/v1/meetings", body(connection, "First")))
                .getString("id");
        var second = Tenant.created(here.post("/v1/meetings", body(connection, "Second")))
                .getString("id");
        killWhile(
                "PATCH ",
                () -> here.patch("/v1/meetings/" + first, new JsonObject().put("title", "Changed"), "If-Match", "*"),
                () -> titles(account).contains("Changed"));
        killWhile(
                "DELETE ",
                () -> here.delete("/v1/meetings/" + second, "If-Match", "*"),
                () -> titles(account).size() == 1);
        Wait.until("both are the same", () -> titles(here).equals(titles(account)));
        assertThat(titles(here)).containsExactly("Changed");
        Wait.until(
                "it can be changed again",
                () -> here.patch("/v1/meetings/" + first, new JsonObject().put("title", "Again"), "If-Match", "*")
                                .status()
                        == 200);
        assertThat(titles(account)).containsExactly("Again");
    }
}
