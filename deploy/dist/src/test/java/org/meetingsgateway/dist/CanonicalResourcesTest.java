package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What belongs to a meeting, and projects, people and {@code /v1/me}, from the outside. */
class CanonicalResourcesTest {
    static Tenant tenant;
    static String ann;
    static String bob;
    static Api api;
    static Api other;

    @BeforeAll
    static void tenant() {
        tenant = Tenant.create(SharedGateway.get());
        ann = tenant.person("Ann");
        bob = tenant.person("Bob");
        api = tenant.canonical(ann);
        other = tenant.canonical(bob);
    }

    static JsonObject object(String name, Object value) {
        return new JsonObject().put(name, value);
    }

    /** The path of a new meeting. */
    static String meeting(JsonObject meeting) {
        return "/v1/meetings/"
                + Tenant.created(api.post("/v1/meetings", meeting)).getString("id");
    }

    static JsonObject report(String content) {
        return object("template_name", "Notes").put("template_code", "notes").put("content", content);
    }

    static JsonObject segments(JsonObject... segments) {
        return object("segments", new JsonArray(new ArrayList<>(List.of(segments))));
    }

    static List<String> pointers(Answer invalid) {
        assertThat(invalid.status()).as(invalid.text()).isEqualTo(422);
        return invalid.json().getJsonArray("errors").stream()
                .map(e -> ((JsonObject) e).getString("pointer"))
                .toList();
    }

    static List<String> ids(Api caller, String list) {
        return caller.get(list).items().stream().map(i -> i.getString("id")).toList();
    }

    @Test
    void a_report_is_created_read_changed_and_deleted() {
        var meeting = meeting(new JsonObject());
        var created = api.post(meeting + "/reports", report("one"));
        var path = created.header("Location");
        assertThat(path).isEqualTo("/v1/reports/" + Tenant.created(created).getString("id"));
        assertThat(created.json().getString("status")).isEqualTo("completed");
        assertThat(created.json().getBoolean("is_auto_generated")).isFalse();
        var read = api.get(path);
        assertThat(read.json()).isEqualTo(created.json());
        assertThat(api.get(path, "If-None-Match", read.header("ETag")).status()).isEqualTo(304);
        assertThat(api.get(meeting + "/reports").items().getFirst().fieldNames())
                .doesNotContain("content");
        assertThat(ids(api, "/v1/reports?limit=100")).contains(created.json().getString("id"));
        var changed = api.patch(path, object("content", "two"), "If-Match", read.header("ETag"));
        assertThat(changed.json().getString("content")).isEqualTo("two");
        assertThat(api.patch(path, object("content", "three"), "If-Match", read.header("ETag"))
                        .status())
                .isEqualTo(412);
        assertThat(pointers(api.post(meeting + "/reports", report("x").put("template_code", "No!"))))
                .containsExactly("/template_code");
        assertThat(pointers(api.patch(path, object("derived", true).putNull("content"))))
                .containsExactlyInAnyOrder("/derived", "/content");
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.delete(path).status()).isEqualTo(404);
    }

    @Test
    void written_minutes_are_a_report_that_follows_the_meeting() {
        var meeting = meeting(object("minutes", new JsonArray().add(object("title", "We agreed"))));
        var id = ids(api, meeting + "/reports").getFirst();
        var path = "/v1/reports/" + id;
        var first = api.get(path);
        assertThat(first.json().getBoolean("derived")).isTrue();
        assertThat(first.json().getString("template_code")).isEqualTo("meeting_minutes");
        assertThat(first.json().getString("content")).contains("We agreed");
        assertThat(api.patch(path, object("content", "x")).status()).isEqualTo(409);
        assertThat(api.delete(path).status()).isEqualTo(409);
        Tenant.created(api.post(meeting + "/action_items", object("title", "Call Dana")));
        var second = api.get(path, "If-None-Match", first.header("ETag"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().getString("content")).contains("Call Dana");
        api.patch(meeting, new JsonObject().putNull("minutes"), "If-Match", "*");
        assertThat(api.get(path).status()).isEqualTo(404);
        api.patch(meeting, object("minutes", new JsonArray().add(object("title", "Again"))), "If-Match", "*");
        assertThat(ids(api, meeting + "/reports")).containsExactly(id);
    }

    @Test
    void an_action_item_keeps_the_time_of_its_state() {
        var meeting = meeting(new JsonObject());
        var created = Tenant.created(
                api.post(meeting + "/action_items", object("title", "Do").put("due_at", "2026-05-01T00:00:00+02:00")));
        var path = "/v1/action_items/" + created.getString("id");
        assertThat(created.getString("due_at")).isEqualTo("2026-04-30T22:00:00Z");
        assertThat(created.getString("state")).isEqualTo("open");
        var completed = api.patch(path, object("state", "completed")).json();
        assertThat(completed.getString("completed_at")).isNotNull();
        assertThat(api.patch(path, object("state", "completed")).json().getString("completed_at"))
                .isEqualTo(completed.getString("completed_at"));
        var dismissed = api.patch(path, object("state", "dismissed")).json();
        assertThat(dismissed.getString("completed_at")).isNull();
        assertThat(dismissed.getString("dismissed_at")).isNotNull();
        assertThat(ids(api, meeting + "/action_items?state=open")).isEmpty();
        assertThat(ids(api, "/v1/action_items?state=dismissed")).contains(created.getString("id"));
        assertThat(api.get("/v1/action_items?state=lost").status()).isEqualTo(422);
        assertThat(pointers(api.post(meeting + "/action_items", object("completed_at", "x"))))
                .containsExactlyInAnyOrder("/title", "/completed_at");
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.get(meeting).json().getJsonArray("action_items")).isEmpty();
    }

    @Test
    void a_transcript_is_json_or_text_as_the_caller_likes() {
        var meeting = meeting(new JsonObject());
        var path = meeting + "/transcript";
        assertThat(api.get(path).json().getString("state")).isEqualTo("none");
        api.post(path + "/segments", segments(object("text", "Grüße"), object("text", "an alle")));
        var plain = api.get(path, "Accept", "text/plain");
        assertThat(plain.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(plain.text()).isEqualTo("Grüße an alle");
        assertThat(plain.header("Vary")).isEqualTo("Accept");
        assertThat(api.get(path, "Accept", "text/plain", "If-None-Match", plain.header("ETag"))
                        .status())
                .isEqualTo(304);
        var json = api.get(path + "?expand=text", "Accept", "text/plain;q=0.1, application/json");
        assertThat(json.json().getString("text")).isEqualTo("Grüße an alle");
        assertThat(json.json().getInteger("segment_count")).isEqualTo(2);
        assertThat(api.get(path).json().containsKey("text")).isFalse();
        assertThat(api.get(path, "Accept", "text/html").status()).isEqualTo(406);
    }

    @Test
    void segments_follow_the_identity_rule() {
        var path = meeting(new JsonObject()) + "/transcript/segments";
        var spoken =
                object("text", "Hel").put("speaker", "A").put("start_ms", 0).put("final", false);
        assertThat(appended(path, spoken)).containsExactly(1, 0, 0);
        assertThat(appended(path, spoken)).containsExactly(0, 0, 1);
        assertThat(appended(path, spoken.copy().put("text", "Hello").put("final", true)))
                .containsExactly(0, 1, 0);
        assertThat(appended(path, spoken.copy().put("text", "Hello, all").put("final", true)))
                .containsExactly(1, 0, 0);
        assertThat(appended(path, spoken.copy().put("speaker", "B"))).containsExactly(1, 0, 0);
        assertThat(appended(path, object("text", "x"), object("text", "x"))).containsExactly(2, 0, 0);
        var page = api.get(path + "?limit=3");
        assertThat(page.items().stream().map(s -> s.getString("text"))).containsExactly("Hello", "Hello, all", "Hel");
        assertThat(api.get(path + "?limit=3&cursor=" + page.json().getString("next_cursor")).items().stream()
                        .map(s -> s.getInteger("position")))
                .containsExactly(4, 5);
    }

    /** Appended, replaced and skipped. */
    static List<Integer> appended(String path, JsonObject... segments) {
        var answer = api.post(path, segments(segments)).json();
        return List.of(answer.getInteger("appended"), answer.getInteger("replaced"), answer.getInteger("skipped"));
    }

    @Test
    void a_call_appends_one_to_a_thousand_segments() {
        var path = meeting(new JsonObject()) + "/transcript/segments";
        var thousand = IntStream.range(0, 1000)
                .mapToObj(i -> object("text", "s" + i).put("start_ms", i))
                .toArray(JsonObject[]::new);
        assertThat(appended(path, thousand)).containsExactly(1000, 0, 0);
        assertThat(pointers(api.post(path, segments()))).containsExactly("/segments");
        var more = segments(thousand);
        more.getJsonArray("segments").add(object("text", "one too many"));
        assertThat(pointers(api.post(path, more))).containsExactly("/segments");
        assertThat(pointers(api.post(path, segments(object("text", " "))))).containsExactly("/segments/0/text");
    }

    @Test
    void members_see_a_project_and_what_is_in_it() {
        var created = api.post("/v1/projects", object("name", "Closed").put("member_ids", new JsonArray().add(ann)));
        var project = Tenant.created(created);
        var path = created.header("Location");
        assertThat(api.get(path).json()).isEqualTo(project);
        assertThat(api.get("/v1/projects/" + project.getString("slug")).json()).isEqualTo(project);
        assertThat(other.get(path).status()).isEqualTo(404);
        assertThat(other.patch(path, object("name", "Mine")).status()).isEqualTo(404);
        assertThat(ids(other, "/v1/projects?limit=100")).doesNotContain(project.getString("id"));
        var meeting = meeting(object("project_id", project.getString("id")));
        var report = Tenant.created(api.post(meeting + "/reports", report("x"))).getString("id");
        var hidden = List.of(
                meeting,
                meeting + "/transcript",
                meeting + "/reports",
                meeting + "/action_items",
                "/v1/reports/" + report);
        assertThat(hidden)
                .allSatisfy(target -> assertThat(other.get(target).status()).isEqualTo(404));
        assertThat(ids(other, "/v1/reports?limit=100")).doesNotContain(report);
        assertThat(pointers(other.post("/v1/meetings", object("project_id", project.getString("id")))))
                .containsExactly("/project_id");
        // No members: everyone.
        var opened = api.patch(path, object("member_ids", new JsonArray()), "If-Match", created.header("ETag"));
        assertThat(opened.status()).isEqualTo(200);
        assertThat(hidden)
                .allSatisfy(target -> assertThat(other.get(target).status()).isEqualTo(200));
        assertThat(api.delete(path).status()).isEqualTo(409);
        api.delete(meeting, "If-Match", "*");
        assertThat(api.delete(path).status()).isEqualTo(204);
    }

    @Test
    void a_meeting_may_stay_in_a_project_that_its_writer_does_not_see() {
        var closed = Tenant.created(
                api.post("/v1/projects", object("name", "Team").put("member_ids", new JsonArray().add(ann))));
        var meeting =
                meeting(object("project_id", closed.getString("id")).put("shared_with", new JsonArray().add(bob)));
        var same = object("project_id", closed.getString("id")).put("title", "Better");
        assertThat(other.patch(meeting, same, "If-Match", "*").status()).isEqualTo(200);
        var elsewhere = meeting(object("shared_with", new JsonArray().add(bob)));
        assertThat(pointers(other.patch(elsewhere, same, "If-Match", "*"))).containsExactly("/project_id");
    }

    @Test
    void a_title_in_the_form_of_an_id_names_no_other_meeting() {
        var first = Tenant.created(api.post("/v1/meetings", object("title", "First")));
        var second = Tenant.created(api.post("/v1/meetings", object("title", first.getString("alias"))));
        assertThat(api.delete("/v1/meetings/" + first.getString("alias"), "If-Match", "*")
                        .status())
                .isEqualTo(204);
        assertThat(api.get("/v1/meetings/" + second.getString("slug")).json().getString("id"))
                .isEqualTo(second.getString("id"));
        var third = Tenant.created(
                api.post("/v1/meetings", object("title", UUID.randomUUID().toString())));
        assertThat(api.get("/v1/meetings/" + third.getString("slug")).status()).isEqualTo(200);
    }

    @Test
    void an_altered_cursor_is_refused() {
        meeting(new JsonObject());
        meeting(new JsonObject());
        var cursor = api.get("/v1/meetings?limit=1").json().getString("next_cursor");
        for (int at : new int[] {3, 20, cursor.length() - 1}) {
            var altered = cursor.substring(0, at) + (cursor.charAt(at) == 'B' ? 'C' : 'B') + cursor.substring(at + 1);
            assertThat(api.get("/v1/meetings?limit=1&cursor=" + altered).status())
                    .isEqualTo(422);
        }
    }

    @Test
    void nothing_is_lost_when_many_write_to_one_meeting() throws Exception {
        var meeting = meeting(new JsonObject());
        try (var pool = Executors.newFixedThreadPool(6)) {
            var writes = IntStream.range(0, 24)
                    .<Callable<Answer>>mapToObj(i -> () -> switch (i % 4) {
                        case 0 -> api.post(meeting + "/action_items", object("title", "a" + i));
                        case 1 -> api.post(meeting + "/reports", report("r" + i));
                        case 2 -> api.post(meeting + "/transcript/segments", segments(object("text", "s" + i)));
                        default -> api.patch(meeting, object("notes", "n" + i), "If-Match", "*");
                    })
                    .toList();
            for (var answer : pool.invokeAll(writes)) {
                assertThat(answer.get().status()).isIn(200, 201);
            }
        }
        var now = api.get(meeting).json();
        assertThat(now.getJsonArray("action_items")).hasSize(6);
        assertThat(now.getJsonArray("reports")).hasSize(6);
        assertThat(now.getJsonObject("transcript").getInteger("segment_count")).isEqualTo(6);
        assertThat(now.getLong("version")).isEqualTo(25);
    }

    @Test
    void an_empty_patch_needs_what_any_patch_needs() {
        var meeting = meeting(new JsonObject());
        var tag = api.get(meeting).header("ETag");
        api.post(meeting + "/transcript/segments", segments(object("text", "said since")));
        assertThat(api.patch(meeting, new JsonObject(), "If-Match", tag).status())
                .isEqualTo(200);
        api.patch(meeting, object("notes", "written since"), "If-Match", tag);
        assertThat(api.patch(meeting, new JsonObject(), "If-Match", tag).status())
                .isEqualTo(412);
    }

    @Test
    void only_administrators_say_who_is_one() {
        var created = api.post("/v1/people", object("first_name", "Cy").put("last_name", "Fox"));
        var path = created.header("Location");
        assertThat(api.get(path).json()).isEqualTo(Tenant.created(created));
        assertThat(created.json().getString("name")).isEqualTo("Cy Fox");
        assertThat(api.patch(path, object("administrator", true)).status()).isEqualTo(403);
        var boss = Tenant.created(tenant.admin()
                        .post(
                                tenant.path() + "/people",
                                object("first_name", "Bo").put("last_name", "S").put("administrator", true)))
                .getString("id");
        assertThat(tenant.canonical(boss)
                        .patch(path, object("administrator", true))
                        .json()
                        .getBoolean("administrator"))
                .isTrue();
        assertThat(pointers(api.patch(
                        path, object("email", "nobody").put("week_start", 7).put("user", 1))))
                .containsExactlyInAnyOrder("/email", "/week_start", "/user");
        assertThat(api.delete(path).status()).as("only one of them deletes one").isEqualTo(403);
        assertThat(tenant.canonical(boss).delete(path).status()).isEqualTo(204);
        assertThat(api.get(path).status()).isEqualTo(404);
    }

    @Test
    void a_person_who_owns_meetings_stays_and_one_who_was_there_is_forgotten() {
        var guest = tenant.person("Guest");
        var meeting = meeting(object("participants", new JsonArray().add(object("person_id", guest)))
                .put("shared_with", new JsonArray().add(guest)));
        assertThat(api.delete("/v1/people/" + ann).status()).isEqualTo(409);
        assertThat(api.delete("/v1/people/" + guest).status()).isEqualTo(204);
        var now = api.get(meeting).json();
        assertThat(now.getJsonArray("shared_with")).isEmpty();
        assertThat(now.getJsonArray("participants").getJsonObject(0).getString("person_id"))
                .isNull();
        assertThat(now.getJsonArray("participants").getJsonObject(0).getString("name"))
                .isEqualTo("Guest Lee");
    }

    @Test
    void me_is_who_is_calling_and_what_that_may_do() {
        var me = tenant.canonical(bob, "meetings:read").get("/v1/me").json();
        assertThat(me.getString("tenant")).isEqualTo(tenant.slug());
        assertThat(me.getString("surface")).isEqualTo("canonical");
        assertThat(me.getJsonObject("person"))
                .isEqualTo(api.get("/v1/people/" + bob).json());
        assertThat(me.getJsonArray("scopes"))
                .isEqualTo(new JsonArray(
                        List.of("action_items:read", "meetings:read", "reports:read", "transcripts:read")));
    }
}
