package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers of a gateway that mirrors another one say how new their answers have to be; it looks there by itself only every hour. */
class FreshnessTest {
    private static final JsonObject PLENTY =
            new JsonObject().put("requests", 1_000).put("window_seconds", 1);

    @TempDir
    static Path data;

    static MortalGateway mirror;

    private final Tenant theirs = Tenant.create(SharedGateway.get());
    private final String ann = theirs.person("Ann");
    private final Api account = theirs.canonical(ann);
    private final CountedWire wire = new CountedWire(SharedGateway.get().api());

    private final Tenant ours = Tenant.create(mirror.running());
    private final String bob = ours.person("Bob");
    private final Api reader = ours.canonical(bob);

    @BeforeAll
    static void start() {
        mirror = new MortalGateway(data, Map.of("GATEWAY_UPSTREAM_ALLOW", "127.0.0.0/8"));
    }

    @AfterAll
    static void stop() {
        mirror.close();
    }

    @AfterEach
    void closeWire() {
        wire.close();
    }

    /** With a transcript, as MeetLog has meetings. */
    private String create(String title) {
        var meeting = Tenant.created(account.post(
                        "/v1/meetings", new JsonObject().put("title", title).put("status", "completed")))
                .getString("id");
        var segment = new JsonObject().put("text", "Welcome to " + title);
        assertThat(account.post(
                                "/v1/meetings/" + meeting + "/transcript/segments",
                                new JsonObject().put("segments", new JsonArray().add(segment)))
                        .status())
                .isEqualTo(200);
        return meeting;
    }

    private void rename(String meeting, String title) {
        assertThat(account.patch("/v1/meetings/" + meeting, new JsonObject().put("title", title), "If-Match", "*")
                        .status())
                .isEqualTo(200);
    }

    /** And waits until it has been looked through. */
    private String connect(JsonObject style) {
        var id = Tenant.created(ours.admin()
                        .post(
                                ours.path() + "/connections",
                                style.put("base_url", wire.url())
                                        .put("project_id", ours.project("P").getString("id"))
                                        .put("owner_id", bob)
                                        .put("quota", PLENTY)
                                        .put("poll_seconds", 3_600)))
                .getString("id");
        Wait.until("it is mirrored", () -> connection(id).getString("last_success_at") != null);
        return id;
    }

    private String connectMeetLog() {
        return connect(new JsonObject()
                .put("style", "meetlog")
                .put("credential", theirs.meetlog(ann).bearer()));
    }

    private JsonObject connection(String id) {
        return ours.admin().get(ours.path() + "/connections/" + id).json();
    }

    private static void isLive(Answer answer) {
        assertThat(answer.header("Gateway-Source")).as(answer.text()).isEqualTo("live");
        assertThat(answer.header("Age")).isNull();
    }

    private static void isStored(Answer answer) {
        assertThat(answer.header("Gateway-Source")).as(answer.text()).isEqualTo("stored");
        assertThat(answer.header("Age")).matches("[0-9]+");
    }

    private Answer read(String meeting, String... headers) {
        return reader.get("/v1/meetings/" + meeting, headers);
    }

    private static String title(Answer meeting) {
        return meeting.json().getString("title");
    }

    @Test
    void a_change_is_seen_at_once_by_who_wants_it() {
        var meeting = create("Before");
        connectMeetLog();
        rename(meeting, "After");

        var plain = read(meeting);
        isStored(plain);
        assertThat(title(plain)).isEqualTo("Before");

        var known = read(meeting, "If-None-Match", plain.header("ETag"), "Cache-Control", "no-cache");
        isLive(known);
        assertThat(title(known)).isEqualTo("After");

        var again = read(meeting, "If-None-Match", known.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
        isStored(again);
        assertThat(account.get("/v1/meetings/" + meeting).header("Gateway-Source"))
                .as("where it is the gateway's own")
                .isEqualTo("live");
    }

    @Test
    void a_report_that_comes_late_and_that_no_list_shows_is_found() {
        var meeting = create("Reported");
        connectMeetLog();
        Tenant.created(account.post(
                "/v1/meetings/" + meeting + "/reports",
                new JsonObject()
                        .put("template_name", "Summary")
                        .put("template_code", "summary")
                        .put("content", "# Late")));
        var reports = "/v1/meetings/" + meeting + "/reports";
        assertThat(reader.get(reports).items()).isEmpty();
        var live = reader.get(reports, "Cache-Control", "max-age=0");
        isLive(live);
        var report = "/v1/reports/" + live.items().getFirst().getString("id");
        assertThat(reader.get(report, "Cache-Control", "no-cache").json().getString("content"))
                .isEqualTo("# Late");
    }

    @Test
    void minutes_that_no_list_shows_are_found() {
        var meeting = create("Minuted");
        connect(new JsonObject()
                .put("style", "minutebase")
                .put("account", theirs.slug())
                .put("credential", theirs.minutebase(ann).bearer()));
        var here = reader.get("/v1/meetings").items().getFirst().getString("id");
        var item = new JsonObject().put("title", "Decided").put("type", "decision");
        assertThat(account.patch(
                                "/v1/meetings/" + meeting,
                                new JsonObject().put("minutes", new JsonArray().add(item)),
                                "If-Match",
                                "*")
                        .status())
                .isEqualTo(200);
        assertThat(read(here).json().getJsonArray("minutes")).isEmpty();
        var live = read(here, "Cache-Control", "no-cache");
        isLive(live);
        assertThat(live.json().getJsonArray("minutes").getJsonObject(0).getString("title"))
                .isEqualTo("Decided");
    }

    @Test
    void what_is_new_enough_costs_the_account_no_request() {
        var meeting = create("Counted");
        connectMeetLog();
        int before = wire.asked().size();
        for (var target : new String[] {"", "/transcript", "/transcript/segments", "/reports", "/action_items"}) {
            isStored(reader.get("/v1/meetings/" + meeting + target));
            isStored(reader.get("/v1/meetings/" + meeting + target, "Cache-Control", "max-age=3600"));
        }
        isStored(read(meeting, "Cache-Control", "no-cache, only-if-cached"));
        reader.get("/v1/meetings", "Cache-Control", "no-cache");
        assertThat(wire.asked()).hasSize(before);

        isLive(read(meeting, "Cache-Control", "no-cache"));
        assertThat(wire.asked()).hasSize(before + 1).last().asString().endsWith("/" + meeting);
        isStored(read(meeting, "Cache-Control", "max-age=60"));
        assertThat(wire.asked()).hasSize(before + 1);
    }

    @Test
    void many_readers_at_once_are_few_requests() {
        var meeting = create("Popular");
        connectMeetLog();
        int before = wire.asked().size();
        IntStream.range(0, 50).parallel().forEach(i -> isLive(read(meeting, "Cache-Control", "no-cache")));
        assertThat(wire.asked().size() - before).isBetween(1, 49);
    }

    @Test
    void an_account_that_is_away_leaves_what_is_stored() {
        var meeting = create("Lasting");
        connectMeetLog();
        rename(meeting, "Unseen");
        wire.cut();
        for (var directive : new String[] {"no-cache", "max-age=0"}) {
            var answer = read(meeting, "Cache-Control", directive);
            isStored(answer);
            assertThat(title(answer)).isEqualTo("Lasting");
        }
    }

    @Test
    void a_quota_that_is_spent_leaves_what_is_stored() {
        var meeting = create("Scarce");
        var id = connectMeetLog();
        var rare = new JsonObject().put("requests", 1).put("window_seconds", 3_600);
        assertThat(ours.admin()
                        .patch(ours.path() + "/connections/" + id, new JsonObject().put("quota", rare), "If-Match", "*")
                        .status())
                .isEqualTo(200);
        Wait.until(
                "it is spent",
                () -> !"live".equals(read(meeting, "Cache-Control", "no-cache").header("Gateway-Source")));
        rename(meeting, "Unseen");
        var answer = read(meeting, "Cache-Control", "no-cache");
        isStored(answer);
        assertThat(title(answer)).isEqualTo("Scarce");
    }

    @Test
    void what_the_account_deleted_is_told_as_stored_until_the_mirror_has_made_sure() {
        var meeting = create("Gone");
        var other = create("Staying");
        connectMeetLog();
        assertThat(account.delete("/v1/meetings/" + meeting, "If-Match", "*").status())
                .isEqualTo(204);
        var first = read(meeting, "Cache-Control", "no-cache");
        isStored(first);
        assertThat(title(first)).isEqualTo("Gone");
        Wait.until("the mirror has looked", () -> read(meeting).status() == 404);
        isStored(read(other));
    }
}
