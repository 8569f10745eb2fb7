package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Answers that are kept are right, also at once after another replica wrote; a gateway that keeps none is asked as well. */
class HotReadsTest {
    private static final Replicas REPLICAS = Replicas.get();
    private static final GatewayProcess KEEPS = REPLICAS.first();
    private static final GatewayProcess WRITES = REPLICAS.last();
    private static final GatewayProcess KEEPS_NONE = REPLICAS.another(Map.of("GATEWAY_HOT_READS_MB", "0"));
    private static final int WRITTEN = 40;

    private final Tenant tenant = Tenant.create(WRITES);
    private final String ann = tenant.person("Ann");
    private final String bob = tenant.person("Bob");
    private final JsonObject project = tenant.project("Roadmap");
    private final Api writer = tenant.canonical(ann);
    private final Api reader = tenant.canonical(bob);

    @AfterAll
    static void end() {
        KEEPS_NONE.close();
    }

    private static Api on(GatewayProcess gateway, Api api) {
        return new Api(api.base().replace(WRITES.api(), gateway.api()), api.contract(), api.bearer());
    }

    private JsonObject create(String title) {
        return Tenant.created(writer.post(
                "/v1/meetings",
                new JsonObject()
                        .put("title", title)
                        .put("privacy", "account")
                        .put("starts_at", "2026-03-02T09:00:00Z")
                        .put("project_id", project.getString("id"))));
    }

    private void patch(String id, JsonObject change) {
        assertThat(writer.patch("/v1/meetings/" + id, change, "If-Match", "*").status())
                .isEqualTo(200);
    }

    private void say(String id, String text) {
        var segments = new JsonArray().add(new JsonObject().put("text", text).put("speaker", "Ann"));
        assertThat(writer.post(
                                "/v1/meetings/" + id + "/transcript/segments",
                                new JsonObject().put("segments", segments))
                        .status())
                .isEqualTo(200);
    }

    private static Answer kept(Api api, String target) {
        on(KEEPS, api).get(target);
        on(KEEPS, api).get(target);
        var before = hits();
        Wait.until("it is kept", () -> {
            on(KEEPS, api).get(target);
            return hits() > before;
        });
        return on(KEEPS, api).get(target);
    }

    private static double counted(String outcome) {
        var found = Pattern.compile("gateway_hot_reads_total\\{[^}]*outcome=\"" + outcome + "\"[^}]*} ([0-9.E]+)")
                .matcher(new Api(KEEPS.management(), "canonical", null)
                        .unchecked("GET", "/metrics", null)
                        .text());
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }

    private static double hits() {
        return counted("hit");
    }

    /** What somebody reads, by whom. */
    private record Read(Api api, String target) {}

    private List<Read> reads(String meeting) {
        var meetlog = tenant.meetlog(ann);
        var minutebase = tenant.minutebase(bob);
        var desktop = tenant.desktop(ann);
        var recordings = "/api/environments/" + project.getInteger("team") + "/desktop_recordings/";
        return List.of(
                new Read(reader, "/v1/meetings?limit=20"),
                new Read(reader, "/v1/meetings/" + meeting + "?expand=transcript,reports,action_items"),
                new Read(reader, "/v1/projects"),
                new Read(writer, "/v1/meetings/" + meeting + "/transcript?expand=text"),
                new Read(writer, "/v1/people"),
                new Read(meetlog, "/api/v1/export/transcripts?page_size=10"),
                new Read(meetlog, "/api/v1/export/transcripts/" + meeting),
                new Read(minutebase, "/api/v1/meetings/2026-03-01?per_page=10"),
                new Read(minutebase, "/api/v1/workspaces"),
                new Read(desktop, recordings + "?limit=5"),
                new Read(desktop, recordings + meeting + "/"));
    }

    @Test
    void every_read_after_any_write_on_another_replica_is_what_is_stored() {
        var meetings = new ArrayList<String>();
        for (int n = 0; n < 4; n++) {
            meetings.add(create("Meeting " + n).getString("id"));
            say(meetings.get(n), "Hello");
        }
        var reads = reads(meetings.getFirst());
        double stale = counted("stale");
        double hits = hits();
        var random = new Random(7);
        var log = new ArrayList<String>();
        for (int n = 0; n < WRITTEN; n++) {
            log.add(write(random, meetings, n));
            for (var read : reads) {
                var mine = on(KEEPS, read.api()).unchecked("GET", read.target(), null);
                var theirs = on(KEEPS_NONE, read.api()).unchecked("GET", read.target(), null);
                assertThat(mine.status() + mine.text().replace(KEEPS.api(), ""))
                        .as("%s after %s", read.target(), log)
                        .isEqualTo(theirs.status() + theirs.text().replace(KEEPS_NONE.api(), ""));
                on(KEEPS, read.api()).unchecked("GET", read.target(), null);
                on(KEEPS, read.api()).unchecked("GET", read.target(), null);
            }
        }
        assertThat(counted("stale") - stale).isGreaterThan(WRITTEN);
        assertThat(hits() - hits).isGreaterThan(WRITTEN);
    }

    /** One random change; it says which. */
    private String write(Random random, List<String> meetings, int number) {
        // The first one is always there: it is what single reads are about.
        var some = meetings.get(random.nextInt(meetings.size()));
        int kind = random.nextInt(11);
        switch (kind) {
            case 0 -> meetings.add(create("Another " + number).getString("id"));
            case 1 -> patch(some, new JsonObject().put("title", "Title " + number));
            case 2 ->
                patch(
                        some,
                        new JsonObject()
                                .put(
                                        "privacy",
                                        List.of("private", "account", "project").get(number % 3)));
            case 3 -> say(some, "Word " + number);
            case 4 ->
                patch(
                        some,
                        new JsonObject().put("shared_with", new JsonArray(number % 2 == 0 ? List.of() : List.of(bob))));
            case 5 ->
                patch(
                        some,
                        new JsonObject()
                                .put("minutes", new JsonArray().add(new JsonObject().put("title", "Item " + number))));
            case 6 ->
                writer.post(
                        "/v1/meetings/" + some + "/reports",
                        new JsonObject()
                                .put("template_name", "Notes")
                                .put("template_code", "notes")
                                .put("content", "Text " + number));
            case 7 ->
                writer.post("/v1/meetings/" + some + "/action_items", new JsonObject().put("title", "Do " + number));
            case 8 ->
                writer.patch(
                        "/v1/projects/" + project.getString("id"),
                        number % 2 == 0
                                ? new JsonObject().put("name", "Project " + number)
                                : new JsonObject()
                                        .put(
                                                "member_ids",
                                                new JsonArray(number % 3 == 0 ? List.of(ann) : List.of(ann, bob))));
            case 9 -> writer.patch("/v1/people/" + bob, new JsonObject().put("first_name", "Bob " + number));
            default -> {
                if (meetings.size() > 2) {
                    var gone = meetings.removeLast();
                    writer.delete("/v1/meetings/" + gone, "If-Match", "*");
                }
            }
        }
        return number + ": " + kind;
    }

    @Test
    void a_kept_answer_is_the_same_and_has_a_tag_by_which_it_is_not_sent_again() {
        var id = create("Planning").getString("id");
        say(id, "Hello");
        var list = "/api/v1/export/transcripts";
        var meetlog = tenant.meetlog(ann);
        var first = on(KEEPS_NONE, meetlog).get(list);
        var again = kept(meetlog, list);
        assertThat(again.text()).isEqualTo(first.text());
        var unchanged = on(KEEPS, meetlog).unchecked("GET", list, null, "If-None-Match", again.header("ETag"));
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.body().length()).isZero();
        assertThat(unchanged.header("ETag")).isEqualTo(again.header("ETag"));

        var one = kept(reader, "/v1/meetings/" + id);
        assertThat(on(KEEPS, reader)
                        .get("/v1/meetings/" + id, "If-None-Match", one.header("ETag"))
                        .status())
                .isEqualTo(304);
        patch(id, new JsonObject().put("title", "Planned"));
        assertThat(on(KEEPS, reader)
                        .get("/v1/meetings/" + id, "If-None-Match", one.header("ETag"))
                        .json()
                        .getString("title"))
                .isEqualTo("Planned");
        assertThat(on(KEEPS, meetlog)
                        .get(list, "If-None-Match", again.header("ETag"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void what_may_no_longer_be_seen_is_not_and_a_key_that_is_taken_back_opens_nothing() {
        var id = create("Secret").getString("id");
        say(id, "Hello");
        assertThat(kept(reader, "/v1/meetings/" + id).status()).isEqualTo(200);
        patch(id, new JsonObject().put("privacy", "private"));
        assertThat(on(KEEPS, reader).get("/v1/meetings/" + id).status()).isEqualTo(404);

        patch(id, new JsonObject().put("privacy", "project"));
        assertThat(kept(reader, "/v1/meetings/" + id).status()).isEqualTo(200);
        writer.patch(
                "/v1/projects/" + project.getString("id"),
                new JsonObject().put("member_ids", new JsonArray().add(ann)));
        assertThat(on(KEEPS, reader).get("/v1/meetings/" + id).status()).isEqualTo(404);

        var key = Tenant.created(tenant.admin()
                .post(
                        tenant.path() + "/keys",
                        new JsonObject().put("style", "meetlog").put("person_id", ann)));
        var meetlog = new Api(WRITES.api(), "meetlog", key.getString("secret"));
        assertThat(kept(meetlog, "/api/v1/export/transcripts").status()).isEqualTo(200);
        tenant.admin().delete(tenant.path() + "/keys/" + key.getString("id"));
        assertThat(on(KEEPS, meetlog).get("/api/v1/export/transcripts").status())
                .isEqualTo(401);

        assertThat(kept(reader, "/v1/people").status()).isEqualTo(200);
        writer.delete("/v1/people/" + bob);
        assertThat(on(KEEPS, reader).get("/v1/people").status()).isEqualTo(401);
    }
}
