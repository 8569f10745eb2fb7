package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Meetings over {@code /v1}, from the outside. */
class CanonicalMeetingsTest {
    static Tenant tenant;
    static String ann;
    static String bob;
    static Api api;

    @BeforeAll
    static void tenant() {
        tenant = Tenant.create(SharedGateway.get());
        ann = tenant.person("Ann");
        bob = tenant.person("Bob");
        api = tenant.canonical(ann);
    }

    static JsonObject meeting(String title) {
        return new JsonObject().put("title", title);
    }

    static JsonObject create(JsonObject meeting) {
        return Tenant.created(api.post("/v1/meetings", meeting));
    }

    @Test
    void a_meeting_is_created_with_location_and_entity_tag_and_read_back_equal() {
        var created = api.post(
                "/v1/meetings",
                meeting("Kick-off")
                        .put("starts_at", "2026-05-08T11:00:00.5+02:00")
                        .put("tags", new JsonArray().add("a"))
                        .put("conference", new JsonObject().put("number", "1"))
                        .put("recording", new JsonObject().put("size_bytes", 5_000_000_000L))
                        .put("participants", new JsonArray().add(new JsonObject().put("person_id", bob)))
                        .put("shared_with", new JsonArray().add(bob))
                        .put("agenda", new JsonArray().add(new JsonObject().put("title", "First"))));
        assertThat(created.status()).isEqualTo(201);
        var id = created.json().getString("id");
        assertThat(created.header("Location")).isEqualTo("/v1/meetings/" + id);
        assertThat(created.json().getString("starts_at")).isEqualTo("2026-05-08T09:00:00.500Z");
        assertThat(created.json().getString("status")).isEqualTo("scheduled");
        assertThat(created.json().getString("privacy")).isEqualTo("project");
        assertThat(created.json().getJsonObject("owner").getString("id")).isEqualTo(ann);
        var read = api.get("/v1/meetings/" + id);
        assertThat(read.json()).isEqualTo(created.json());
        assertThat(read.header("ETag")).isEqualTo(created.header("ETag")).isNotNull();
        for (var name :
                List.of(created.json().getString("alias"), created.json().getString("slug"))) {
            assertThat(api.get("/v1/meetings/" + name).json()).isEqualTo(read.json());
        }
    }

    @Test
    void a_known_entity_tag_is_304_until_something_changes() {
        var m = create(meeting("Tagged"));
        var path = "/v1/meetings/" + m.getString("id");
        var tag = api.get(path).header("ETag");
        var same = api.get(path, "If-None-Match", tag);
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header("ETag")).isEqualTo(tag);
        assertThat(same.body().length()).isZero();
        api.post(
                path + "/transcript/segments",
                new JsonObject().put("segments", new JsonArray().add(new JsonObject().put("text", "hi"))));
        assertThat(api.get(path, "If-None-Match", tag).status()).isEqualTo(200);
        var list = api.get("/v1/meetings?limit=1");
        assertThat(api.get("/v1/meetings?limit=1", "If-None-Match", list.header("ETag"))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void a_change_needs_the_version_that_it_changes() {
        var m = create(meeting("Mine"));
        var path = "/v1/meetings/" + m.getString("id");
        var tag = api.get(path).header("ETag");
        assertThat(api.patch(path, meeting("x")).status()).isEqualTo(428);
        assertThat(api.delete(path).status()).isEqualTo(428);
        var changed = api.patch(path, meeting("Ours"), "If-Match", tag);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().getString("title")).isEqualTo("Ours");
        assertThat(api.patch(path, meeting("Theirs"), "If-Match", tag).status()).isEqualTo(412);
        assertThat(api.delete(path, "If-Match", tag).status()).isEqualTo(412);
        assertThat(api.patch(path, meeting("x"), "If-Match", "nonsense").status())
                .isEqualTo(400);
        assertThat(api.get(path).json().getString("title")).isEqualTo("Ours");
        assertThat(api.delete(path, "If-Match", changed.header("ETag")).status())
                .isEqualTo(204);
        assertThat(api.get(path).status()).isEqualTo(404);
        assertThat(api.delete(path, "If-Match", "*").status()).isEqualTo(404);
    }

    @Test
    void a_merge_patch_clears_with_null_and_merges_objects() {
        var m = create(meeting("Patch")
                .put("notes", "n")
                .put("conference", new JsonObject().put("number", "1").put("password", "p"))
                .put("tags", new JsonArray().add("a").add("b")));
        var path = "/v1/meetings/" + m.getString("id");
        var patch = new JsonObject()
                .putNull("notes")
                .put("conference", new JsonObject().put("number", "2"))
                .put("tags", new JsonArray().add("c"));
        var changed = api.send(
                "PATCH", path, patch.toBuffer(), "Content-Type", "application/merge-patch+json", "If-Match", "*");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().getValue("notes")).isNull();
        assertThat(changed.json().getJsonObject("conference"))
                .isEqualTo(
                        new JsonObject().put("number", "2").putNull("extension").put("password", "p"));
        assertThat(changed.json().getJsonArray("tags")).isEqualTo(new JsonArray().add("c"));
        assertThat(api.patch(path, new JsonObject().putNull("status"), "If-Match", "*")
                        .status())
                .isEqualTo(422);
        assertThat(api.send("PATCH", path, patch.toBuffer(), "Content-Type", "text/plain", "If-Match", "*")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void everything_that_is_wrong_is_told_at_once_with_pointers() {
        var answer = api.post(
                "/v1/meetings",
                new JsonObject()
                        .put("title", 1)
                        .put("status", "done")
                        .put("nonsense", true)
                        .put("id", UUID.randomUUID().toString())
                        .put("tags", new JsonArray().add("ok").add(2)));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().getJsonArray("errors").stream().map(e -> ((JsonObject) e).getString("pointer")))
                .contains("/title", "/status", "/nonsense", "/id", "/tags/1");
        assertThat(api.send("POST", "/v1/meetings", Buffer.buffer("{\"title\":"), "Content-Type", "application/json")
                        .status())
                .isEqualTo(400);
        assertThat(api.send("POST", "/v1/meetings", Buffer.buffer("[]"), "Content-Type", "application/json")
                        .status())
                .isEqualTo(400);
        for (var query : List.of(
                "nope=1",
                "limit=0",
                "limit=101",
                "limit=x",
                "sort=title",
                "status=done",
                "starts_after=yesterday",
                "expand=nope",
                "fields=nope",
                "cursor=nope",
                "has_transcript=maybe")) {
            var bad = api.get("/v1/meetings?" + query);
            assertThat(bad.status()).as(query).isEqualTo(422);
            assertThat(bad.json().getJsonArray("errors").getJsonObject(0).getString("parameter"))
                    .isEqualTo(query.substring(0, query.indexOf('=')));
        }
    }

    @Test
    void references_to_nobody_are_refused_with_a_pointer() {
        var answer = api.post(
                "/v1/meetings", meeting("x").put("project_id", UUID.randomUUID().toString()));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/project_id");
    }

    @Test
    void pages_by_cursor_and_link_neither_lose_nor_double_under_concurrent_inserts() throws Exception {
        var own = Tenant.create(SharedGateway.get());
        var caller = own.canonical(own.person("Ann"));
        var before = new HashSet<String>();
        for (int i = 0; i < 40; i++) {
            before.add(Tenant.created(caller.post("/v1/meetings", meeting("m" + i)))
                    .getString("id"));
        }
        var seen = new ArrayList<String>();
        try (var writers = Executors.newFixedThreadPool(2)) {
            IntStream.range(0, 40).forEach(i -> writers.submit(() -> caller.post("/v1/meetings", meeting("new" + i))));
            String next = "/v1/meetings?limit=7&sort=-created_at";
            while (next != null) {
                var page = caller.get(next);
                page.items().forEach(m -> seen.add(m.getString("id")));
                var cursor = page.json().getString("next_cursor");
                var link = page.header("Link");
                assertThat(link == null).isEqualTo(cursor == null);
                next = link == null
                        ? null
                        : link.substring(1, link.indexOf('>'))
                                .substring(caller.base().length());
            }
        }
        assertThat(seen).doesNotHaveDuplicates().containsAll(before);
    }

    @Test
    void filters_sort_fields_and_expansions_do_what_they_say() {
        var own = Tenant.create(SharedGateway.get());
        var person = own.person("Ann");
        var caller = own.canonical(person);
        var project = Tenant.created(caller.post("/v1/projects", new JsonObject().put("name", "P")));
        var a = Tenant.created(caller.post(
                "/v1/meetings",
                meeting("a")
                        .put("status", "completed")
                        .put("platform", "zoom")
                        .put("tags", new JsonArray().add("x"))
                        .put("project_id", project.getString("id"))
                        .put("starts_at", "2026-01-01T00:00:00Z")
                        .put(
                                "participants",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("name", "Dana")
                                                .put("email", "Dana@x.example")))
                        .put("minutes", new JsonArray().add(new JsonObject().put("title", "Said")))));
        Tenant.created(caller.post("/v1/meetings", meeting("b").put("starts_at", "2026-01-02T00:00:00Z")));
        Tenant.created(caller.post("/v1/meetings", meeting("c")));
        caller.post(
                "/v1/meetings/" + a.getString("id") + "/transcript/segments",
                new JsonObject()
                        .put(
                                "segments",
                                new JsonArray()
                                        .add(new JsonObject().put("text", "Hello"))
                                        .add(new JsonObject().put("text", "world"))));
        assertThat(titles(caller, "")).containsExactly("b", "a", "c");
        assertThat(titles(caller, "sort=starts_at")).containsExactly("c", "a", "b");
        assertThat(titles(caller, "sort=created_at")).containsExactly("a", "b", "c");
        for (var filter : List.of(
                "status=completed",
                "platform=zoom",
                "tag=x",
                "project_id=" + project.getString("id"),
                "participant=dana",
                "participant=dana@X.example",
                "has_transcript=true",
                "starts_after=2026-01-01T00:00:00Z&starts_before=2026-01-02T00:00:00Z",
                "status=completed,failed&source_style=gateway")) {
            assertThat(titles(caller, filter)).as(filter).containsExactly("a");
        }
        assertThat(titles(caller, "source_style=meetlog")).isEmpty();
        assertThat(titles(caller, "has_transcript=false")).containsExactly("b", "c");
        var plain = caller.get("/v1/meetings?tag=x").items().getFirst();
        assertThat(plain.fieldNames()).doesNotContain("agenda", "minutes", "action_items", "reports");
        assertThat(plain.getJsonObject("transcript").containsKey("text")).isFalse();
        var expanded = caller.get("/v1/meetings?tag=x&expand=transcript,minutes,reports")
                .items()
                .getFirst();
        assertThat(expanded.getJsonObject("transcript").getString("text")).isEqualTo("Hello world");
        assertThat(expanded.getJsonArray("minutes").getJsonObject(0).getString("title"))
                .isEqualTo("Said");
        assertThat(expanded.getJsonArray("reports").getJsonObject(0).getString("content"))
                .contains("Said");
        assertThat(expanded.containsKey("agenda")).isFalse();
        assertThat(caller.get("/v1/meetings?tag=x&fields=title,status")
                        .items()
                        .getFirst()
                        .fieldNames())
                .containsExactly("id", "title", "status");
    }

    static List<String> titles(Api caller, String query) {
        return caller.get("/v1/meetings?" + query).items().stream()
                .map(m -> m.getString("title"))
                .toList();
    }

    @Test
    void privacy_keeps_a_meeting_from_others_everywhere() {
        var m = create(meeting("Secret").put("privacy", "private"));
        var other = tenant.canonical(bob);
        var path = "/v1/meetings/" + m.getString("id");
        for (var target : List.of(
                path, path + "/transcript", path + "/transcript/segments", path + "/reports", path + "/action_items")) {
            assertThat(other.get(target).status()).as(target).isEqualTo(404);
        }
        assertThat(other.patch(path, meeting("x"), "If-Match", "*").status()).isEqualTo(404);
        assertThat(titles(other, "limit=100")).doesNotContain("Secret");
        assertThat(api.patch(path, new JsonObject().put("shared_with", new JsonArray().add(bob)), "If-Match", "*")
                        .status())
                .isEqualTo(200);
        assertThat(other.get(path).status()).isEqualTo(200);
    }

    @Test
    void a_scope_that_is_missing_is_named() {
        var reader = tenant.canonical(ann, "meetings:read");
        var answer = reader.post("/v1/meetings", meeting("x"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("WWW-Authenticate")).contains("insufficient_scope", "meetings:write");
        assertThat(reader.get("/v1/reports").status()).isEqualTo(200);
        assertThat(reader.get("/v1/people").status()).isEqualTo(403);
        assertThat(tenant.canonical(ann, "people:read").get("/v1/meetings").status())
                .isEqualTo(403);
    }

    @Test
    void an_idempotency_key_makes_a_request_happen_once() {
        var key = UUID.randomUUID().toString();
        var first = api.post("/v1/meetings", meeting("Once"), "Idempotency-Key", key);
        var second = api.post("/v1/meetings", meeting("Once"), "Idempotency-Key", key);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        var other = api.post("/v1/meetings", meeting("Twice"), "Idempotency-Key", key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().getString("code")).isEqualTo("idempotency_key_reused");
    }

    @Test
    void concurrent_requests_with_one_idempotency_key_have_one_effect() throws Exception {
        var own = Tenant.create(SharedGateway.get());
        var caller = own.canonical(own.person("Ann"));
        var key = UUID.randomUUID().toString();
        try (var pool = Executors.newFixedThreadPool(8)) {
            var answers = pool.invokeAll(IntStream.range(0, 16)
                    .<java.util.concurrent.Callable<Answer>>mapToObj(
                            i -> () -> caller.post("/v1/meetings", meeting("Once"), "Idempotency-Key", key))
                    .toList());
            for (var answer : answers) {
                assertThat(answer.get().status()).isIn(201, 409);
            }
        }
        assertThat(caller.get("/v1/meetings").items()).hasSize(1);
    }

    @Test
    void rate_headers_say_what_is_left() {
        var answer = api.get("/v1/me");
        assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"default\";q=1000000;w=60");
        assertThat(answer.header("RateLimit")).matches("\"default\";r=[0-9]+;t=[0-9]+");
        assertThat(answer.header("X-Request-Id")).isNotBlank();
        assertThat(api.get("/v1/me", "X-Request-Id", "mine-1").header("X-Request-Id"))
                .isEqualTo("mine-1");
    }

    @Test
    void router_problems_are_problems_too() {
        var unknown = api.unchecked("GET", "/v1/nope", null);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().getString("code")).isEqualTo("not_found");
        var method = api.unchecked("PUT", "/v1/meetings", Buffer.buffer("{}"));
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).contains("GET", "POST");
        assertThat(method.json().getString("code")).isEqualTo("method_not_allowed");
        var big = api.unchecked(
                "POST",
                "/v1/meetings",
                Buffer.buffer("{\"title\":\"" + "x".repeat(9_000_000) + "\"}"),
                "Content-Type",
                "application/json");
        assertThat(big.status()).isEqualTo(413);
        assertThat(big.json().getString("code")).isEqualTo("payload_too_large");
        var nobody = api.with(null).get("/v1/meetings");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(api.with("nonsense").get("/v1/meetings").header("WWW-Authenticate"))
                .contains("invalid_token");
    }
}
