package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The MinuteBase API over HTTP: the facts of {@code contracts/facts/minutebase.md} that need the whole system. */
class MinuteBaseSurfaceTest {
    static final String MEETINGS = "/api/v1/meetings";
    static final ZoneId LONDON = ZoneId.of("Europe/London");

    static Tenant tenant;
    static String ann;
    static String bob;
    static String annAlias;
    static String bobAlias;
    static Api canonical;
    static Api minutebase;
    static Api bobs;

    @BeforeAll
    static void data() {
        tenant = Tenant.create(SharedGateway.get());
        tenant.admin()
                .patch(
                        tenant.path(),
                        new JsonObject().put("timezone", "Europe/London").put("week_start", 1));
        ann = tenant.person("Ann");
        bob = tenant.person("Bob");
        canonical = tenant.canonical(ann);
        minutebase = tenant.minutebase(ann);
        bobs = tenant.minutebase(bob);
        annAlias = canonical.get("/v1/people/" + ann).json().getString("alias");
        bobAlias = canonical.get("/v1/people/" + bob).json().getString("alias");
    }

    static JsonObject meeting(String title, String start) {
        return new JsonObject()
                .put("title", title)
                .put("start_at", Instant.parse(start).getEpochSecond());
    }

    static JsonObject created(JsonObject meeting) {
        var answer = minutebase.post(MEETINGS, meeting);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    static List<String> titles(JsonArray meetings) {
        return meetings.stream().map(m -> ((JsonObject) m).getString("title")).toList();
    }

    static JsonArray array(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return new JsonArray(answer.body());
    }

    @Test
    void the_example_of_the_documentation_works() {
        var project = minutebase.post("/api/v1/workspaces", new JsonObject().put("title", "Project Mayhem"));
        assertThat(project.status()).isEqualTo(200);
        var made = created(new JsonObject()
                .put("title", "A New Meeting With The API")
                .put("start_at", 1308576890)
                .put("project_id", project.json().getString("id"))
                .put("attendee_ids", new JsonArray().add(annAlias).add(bobAlias))
                .put("shared_with_ids", new JsonArray().add(bobAlias))
                .put("categories", new JsonArray().add("API").add("finance")));
        assertThat(made.getString("id")).matches("[0-9a-f]{24}");
        assertThat(made.getString("slug")).startsWith("a-new-meeting-with-the-api");
        assertThat(made.getInteger("start_at")).isEqualTo(1308576890);
        assertThat(made.getJsonObject("project").getString("slug")).isEqualTo("project-mayhem");
        assertThat(made.getJsonArray("attendees").stream()
                        .map(a -> ((JsonObject) a).getString("id") + " " + ((JsonObject) a).getString("status")))
                .containsExactly(annAlias + " present", bobAlias + " present");
        assertThat(made.getJsonArray("categories")).containsExactly("API", "finance");
        assertThat(made.fieldNames()).doesNotContain("agenda", "minutes");
        var changed = minutebase.put(
                MEETINGS + "/" + made.getString("slug"),
                new JsonObject()
                        .put("title", "Another title")
                        .put(
                                "categories",
                                new JsonArray().add("API").add("finance").add("third")));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().getString("slug")).isEqualTo(made.getString("slug"));
        assertThat(changed.json().getJsonArray("categories")).hasSize(3);
        assertThat(changed.json().getJsonArray("attendees")).hasSize(2);
        var one = minutebase.get(MEETINGS + "/" + made.getString("id")).json();
        assertThat(one.getJsonArray("agenda")).isEmpty();
        assertThat(one.getJsonArray("minutes")).isEmpty();
        var gone = minutebase.delete(MEETINGS + "/" + made.getString("id"));
        assertThat(gone.status()).isEqualTo(204);
        assertThat(gone.text()).isEmpty();
        assertThat(minutebase.get(MEETINGS + "/" + made.getString("id")).status())
                .isEqualTo(404);
    }

    @Test
    void a_key_is_taken_from_the_query_or_from_basic_and_from_nowhere_else() {
        var key = minutebase.bearer();
        var nobody = minutebase.with(null);
        assertThat(nobody.get("/api/v1/people?token=" + key).status()).isEqualTo(200);
        assertThat(nobody.get("/api/v1/people?token=" + key).headers().get("Gateway-Ignored"))
                .isNull();
        assertThat(nobody.get("/api/v1/people").status()).isEqualTo(401);
        assertThat(nobody.get("/api/v1/people", "Authorization", "Bearer " + key)
                        .status())
                .isEqualTo(401);
        assertThat(nobody.get("/api/v1/people?token=wrong").status()).isEqualTo(401);
        assertThat(minutebase.with("wrong").get("/api/v1/people").status()).isEqualTo(401);
    }

    @Test
    void an_account_is_named_by_host_by_prefix_or_by_the_key() {
        var other = Tenant.create(SharedGateway.get());
        var stranger = other.minutebase(other.person("Eve"));
        var bare = new Api(SharedGateway.get().api(), "minutebase", minutebase.bearer());
        assertThat(bare.get("/api/v1/accounts")
                        .json()
                        .getJsonArray("results")
                        .getJsonObject(0)
                        .getString("subdomain"))
                .isEqualTo(tenant.slug());
        var theirs =
                new Api(SharedGateway.get().api() + "/minutebase/" + tenant.slug(), "minutebase", stranger.bearer());
        assertThat(theirs.get("/api/v1/people").status()).isEqualTo(401);
        var raw = RawHttp.of(bare.base());
        var request = "GET /api/v1/accounts?token=%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n";
        assertThat(raw.send(request.formatted(minutebase.bearer(), tenant.slug() + ".minutebase.com")))
                .startsWith("HTTP/1.1 200");
        assertThat(raw.send(request.formatted(stranger.bearer(), tenant.slug() + ".minutebase.com")))
                .startsWith("HTTP/1.1 401");
        assertThat(raw.send(request.formatted(minutebase.bearer(), "minutebase.com")))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void every_answer_says_what_is_left_of_the_limit() {
        for (var answer : List.of(
                minutebase.get("/api/v1/people"),
                minutebase.get("/api/v1/nothing"),
                minutebase.get(MEETINGS + "/no-such-meeting"),
                minutebase.delete("/api/v1/people"),
                minutebase.with(null).get("/api/v1/people"))) {
            assertThat(answer.headers().get("X-RateLimit-Limit")).isEqualTo("1000000");
            assertThat(Integer.parseInt(answer.headers().get("X-RateLimit-Remaining")))
                    .isBetween(0, 1_000_000);
            assertThat(Long.parseLong(answer.headers().get("X-RateLimit-Reset")))
                    .isBetween(Instant.now().getEpochSecond() - 1, Instant.now().getEpochSecond() + 3601);
        }
    }

    @Test
    void a_dated_list_goes_on_from_that_day_in_the_time_zone_of_the_caller() {
        var tag = "dst-" + UUID.randomUUID();
        // The clocks go forward on 27 March 2011: that day has 23 hours in London.
        for (var start : List.of(
                "2011-03-26T23:59:59Z", "2011-03-27T00:00:00Z", "2011-03-27T22:59:59Z", "2011-03-27T23:00:00Z")) {
            created(meeting(start, start).put("categories", new JsonArray().add(tag)));
        }
        var day = array(minutebase.get(MEETINGS + "/day/2011-03-27?tag=" + tag));
        assertThat(titles(day)).containsExactly("2011-03-27T00:00:00Z", "2011-03-27T22:59:59Z");
        var list = minutebase
                .get(MEETINGS + "/2011-03-27.json?tag=" + tag + "&order=desc")
                .json();
        assertThat(titles(list.getJsonArray("results")))
                .containsExactly("2011-03-27T23:00:00Z", "2011-03-27T22:59:59Z", "2011-03-27T00:00:00Z");
        assertThat(list.getInteger("total_entries")).isEqualTo(3);
        assertThat(list.getInteger("total_pages")).isEqualTo(1);
        // In Tokyo all of them are on the 27th, but for the last one.
        assertThat(bobs.put("/api/v1/people/" + bobAlias, new JsonObject().put("timezone", "Tokyo"))
                        .status())
                .isEqualTo(200);
        var everyone = new JsonObject().put("privacy", "account");
        list.getJsonArray("results")
                .forEach(m -> minutebase.put(MEETINGS + "/" + ((JsonObject) m).getString("id"), everyone));
        assertThat(titles(array(bobs.get(MEETINGS + "/day/2011-03-27?tag=" + tag))))
                .containsExactly("2011-03-27T00:00:00Z");
        assertThat(titles(array(bobs.get(MEETINGS + "/day/2011-03-28?tag=" + tag))))
                .containsExactly("2011-03-27T22:59:59Z", "2011-03-27T23:00:00Z");
    }

    @Test
    void weeks_and_months_are_as_the_caller_counts_them() {
        var tag = "weeks-" + UUID.randomUUID();
        for (int day = 1; day <= 30; day++) {
            var date = LocalDate.of(2011, 6, day).atTime(12, 0).atZone(LONDON);
            created(meeting(
                            date.toLocalDate().toString() + " noon",
                            date.toInstant().toString())
                    .put("categories", new JsonArray().add(tag)));
        }
        created(meeting("2011-05-31 noon", "2011-05-31T11:00:00Z").put("categories", new JsonArray().add(tag)));
        created(meeting("2011-07-03 noon", "2011-07-03T11:00:00Z").put("categories", new JsonArray().add(tag)));
        assertThat(titles(array(minutebase.get(MEETINGS + "/week/2011-06-15?tag=" + tag))))
                .first()
                .isEqualTo("2011-06-13 noon");
        assertThat(titles(array(minutebase.get(MEETINGS + "/week/2011-06-15?start_day=0&tag=" + tag))))
                .startsWith("2011-06-12 noon")
                .hasSize(7);
        assertThat(titles(array(minutebase.get(MEETINGS + "/week/2011-06-15?start_day=6&tag=" + tag))))
                .first()
                .isEqualTo("2011-06-11 noon");
        assertThat(array(minutebase.get(MEETINGS + "/month/2011-06?tag=" + tag)))
                .hasSize(30);
        assertThat(titles(array(minutebase.get(MEETINGS + "/month/2011-06?calendar=true&tag=" + tag))))
                .startsWith("2011-05-31 noon")
                .endsWith("2011-07-03 noon")
                .hasSize(32);
        assertThat(array(minutebase.get(MEETINGS + "/month/2011-06?calendar=true&start_day=0&tag=" + tag)))
                .hasSize(31);
    }

    @Test
    void paging_by_number_gives_everything_once() {
        var tag = "pages-" + UUID.randomUUID();
        var ids = new HashSet<String>();
        for (int i = 0; i < 23; i++) {
            ids.add(created(meeting("p" + i, "2012-01-01T10:00:00Z").put("categories", new JsonArray().add(tag)))
                    .getString("id"));
        }
        var seen = new ArrayList<String>();
        for (int page = 1; page <= 3; page++) {
            var list = minutebase
                    .get(MEETINGS + "/2012-01-01?per_page=1&page=" + page + "&tag=" + tag)
                    .json();
            assertThat(list.getInteger("per_page")).isEqualTo(10);
            assertThat(list.getInteger("total_entries")).isEqualTo(23);
            assertThat(list.getInteger("total_pages")).isEqualTo(3);
            list.getJsonArray("results").forEach(m -> seen.add(((JsonObject) m).getString("id")));
        }
        assertThat(seen).hasSize(23).containsExactlyInAnyOrderElementsOf(ids);
        var past = minutebase.get(MEETINGS + "/2012-01-01?page=9&tag=" + tag).json();
        assertThat(past.getInteger("current_page")).isEqualTo(9);
        assertThat(past.getJsonArray("results")).isEmpty();
    }

    @Test
    void the_list_without_a_date_starts_today() {
        var soon = Instant.now().plusSeconds(3600).toString();
        var made = created(meeting("Soon", soon));
        var before = created(meeting("Long ago", "2001-01-01T00:00:00Z"));
        var ids = new HashSet<String>();
        var list = minutebase.get(MEETINGS + "?per_page=100").json();
        list.getJsonArray("results").forEach(m -> ids.add(((JsonObject) m).getString("id")));
        assertThat(ids).contains(made.getString("id")).doesNotContain(before.getString("id"));
    }

    @Test
    void a_title_that_looks_like_something_else_is_still_reachable() {
        var date = created(meeting("2010-02-03", "2010-02-03T10:00:00Z"));
        assertThat(date.getString("slug")).isEqualTo("2010-02-03");
        assertThat(minutebase.get(MEETINGS + "/2010-02-03").json().fieldNames()).contains("results");
        assertThat(minutebase.get(MEETINGS + "/" + date.getString("id")).json().getString("title"))
                .isEqualTo("2010-02-03");
        for (var title : List.of("Day", "Week", "Month")) {
            var made = created(meeting(title, "2010-02-03T10:00:00Z"));
            assertThat(minutebase
                            .get(MEETINGS + "/" + made.getString("slug"))
                            .json()
                            .getString("id"))
                    .isEqualTo(made.getString("id"));
            assertThat(minutebase
                            .get(MEETINGS + "/" + made.getString("slug") + "/agenda")
                            .json()
                            .fieldNames())
                    .contains("lock_version");
        }
        var cyrillic = created(meeting("Планёрка", "2010-02-03T10:00:00Z"));
        assertThat(minutebase
                        .get(MEETINGS + "/" + cyrillic.getString("slug"))
                        .json()
                        .getString("title"))
                .isEqualTo("Планёрка");
        var twin = created(meeting("Twin", "2010-02-03T10:00:00Z"));
        assertThat(created(meeting("Twin", "2010-02-03T10:00:00Z")).getString("slug"))
                .isEqualTo(twin.getString("slug") + "-1");
    }

    @Test
    void what_exists_and_must_not_be_seen_is_403_and_what_does_not_exist_404() {
        var secret = created(meeting("Secret", "2011-01-01T10:00:00Z").put("privacy", "private"));
        for (var path : List.of("", "/agenda", "/minutes", "/attendees", "/actions")) {
            assertThat(bobs.get(MEETINGS + "/" + secret.getString("id") + path).status())
                    .as(path)
                    .isEqualTo(403);
            assertThat(bobs.get(MEETINGS + "/000000000000000000000000" + path).status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(bobs.put(MEETINGS + "/" + secret.getString("slug"), new JsonObject().put("title", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(bobs.delete(MEETINGS + "/" + secret.getString("id")).status())
                .isEqualTo(403);
        var closed = minutebase
                .post("/api/v1/workspaces", new JsonObject().put("title", "Closed"))
                .json();
        assertThat(bobs.get("/api/v1/workspaces/" + closed.getString("slug")).status())
                .isEqualTo(403);
        assertThat(bobs.get("/api/v1/workspaces/" + closed.getString("slug") + "/meetings")
                        .status())
                .isEqualTo(403);
        assertThat(bobs.get("/api/v1/workspaces/no-such-workspace").status()).isEqualTo(404);
    }

    @Test
    void a_rejected_record_comes_back_with_its_errors() {
        var person = minutebase.post("/api/v1/people", new JsonObject());
        assertThat(person.status()).isEqualTo(422);
        assertThat(person.json().getJsonObject("errors"))
                .isEqualTo(new JsonObject()
                        .put("firstname", new JsonArray().add("please enter a name"))
                        .put("surname", new JsonArray().add("please enter a name")));
        assertThat(person.json().getInteger("created_at")).isZero();
        var meeting =
                minutebase.post(MEETINGS, new JsonObject().put("title", "T").put("privacy", "secret"));
        assertThat(meeting.status()).isEqualTo(422);
        assertThat(meeting.json().getString("privacy")).isEqualTo("secret");
        assertThat(meeting.json().getJsonObject("errors").fieldNames()).containsExactly("privacy");
        assertThat(minutebase
                        .put("/api/v1/people/" + annAlias, new JsonObject().put("timezone", "Middle-earth"))
                        .json()
                        .getJsonObject("errors")
                        .fieldNames())
                .containsExactly("timezone");
        assertThat(minutebase
                        .send("POST", MEETINGS, io.vertx.core.buffer.Buffer.buffer("{\"title\":"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void unknown_attributes_and_parameters_are_named() {
        var made = minutebase.post(
                MEETINGS + "?colour=red",
                meeting("Named", "2011-01-01T10:00:00Z").put("mood", "good"));
        assertThat(made.status()).isEqualTo(200);
        assertThat(Set.of(made.headers().get("Gateway-Ignored").split(", "))).isEqualTo(Set.of("colour", "mood"));
    }

    @Test
    void every_path_has_a_head_and_may_end_in_json() {
        var made = created(meeting("Head", "2011-01-01T10:00:00Z"));
        for (var path : List.of(
                "/accounts",
                "/people",
                "/people/" + annAlias,
                "/workspaces",
                "/meetings",
                "/meetings/2011-01-01",
                "/meetings/day/2011-01-01",
                "/meetings/month/2011-01",
                "/meetings/" + made.getString("id"),
                "/meetings/" + made.getString("slug"),
                "/meetings/" + made.getString("id") + "/minutes",
                "/actions",
                "/search")) {
            var get = minutebase.get("/api/v1" + path);
            assertThat(get.status()).as(path).isEqualTo(200);
            assertThat(minutebase.get("/api/v1" + path + ".json").text())
                    .as(path)
                    .isEqualTo(get.text());
            assertThat(minutebase.send("HEAD", "/api/v1" + path + ".json", null).status())
                    .as(path)
                    .isEqualTo(200);
        }
        assertThat(minutebase.send("PATCH", "/api/v1/people/" + annAlias, null).status())
                .isEqualTo(405);
    }

    @Test
    void actions_of_the_minutes_are_actions_everywhere() {
        var made = created(meeting("Actions", "2011-01-01T10:00:00Z"));
        var path = MEETINGS + "/" + made.getString("id");
        var minutes = minutebase.get(path + "/minutes").json();
        var written = minutebase.put(
                path + "/minutes",
                new JsonObject()
                        .put("lock_version", minutes.getInteger("lock_version"))
                        .put(
                                "minutes",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("title", "Budget")
                                                .put("type", "note")
                                                .put(
                                                        "children",
                                                        new JsonArray()
                                                                .add(new JsonObject()
                                                                        .put("title", "Publish the budget")
                                                                        .put("contents", "On the web")
                                                                        .put("type", "action")
                                                                        .put("due_by", 1300000000)
                                                                        .put(
                                                                                "assignee_ids",
                                                                                new JsonArray().add(bobAlias)))))));
        assertThat(written.status()).as(written.text()).isEqualTo(200);
        var actions = minutebase.get(path + "/actions").json().getJsonArray("results");
        assertThat(actions).hasSize(1);
        var action = actions.getJsonObject(0);
        assertThat(action.getString("title")).isEqualTo("Publish the budget");
        assertThat(action.getString("contents")).isEqualTo("On the web");
        assertThat(action.getString("state")).isEqualTo("overdue");
        assertThat(action.getJsonArray("reference")).containsExactly(1, 1);
        assertThat(action.getString("meeting_id")).isEqualTo(made.getString("id"));
        assertThat(action.getJsonArray("assignees")
                        .getJsonObject(0)
                        .getJsonObject("person")
                        .getString("id"))
                .isEqualTo(bobAlias);
        var one = "/api/v1/actions/" + action.getString("id");
        assertThat(minutebase
                        .post(one + "/comments", new JsonObject().put("text", "Nearly"))
                        .json()
                        .getJsonArray("comments")
                        .getJsonObject(0)
                        .getString("text"))
                .isEqualTo("Nearly");
        var done = minutebase.post(one + "/complete", new JsonObject());
        assertThat(done.json().getString("state")).isEqualTo("completed");
        assertThat(done.json().getInteger("completed_at")).isNotNull();
        assertThat(minutebase.get(path + "/actions").json().getJsonArray("results"))
                .isEmpty();
        assertThat(minutebase.get(path + "/actions?state=completed").json().getJsonArray("results"))
                .hasSize(1);
        assertThat(minutebase
                        .put(one, new JsonObject().put("title", "Publish it"))
                        .status())
                .isEqualTo(200);
        var shown = minutebase
                .get(path)
                .json()
                .getJsonArray("minutes")
                .getJsonObject(0)
                .getJsonArray("children");
        assertThat(shown.getJsonObject(0).getString("title")).isEqualTo("Publish it");
        assertThat(shown.getJsonObject(0).getString("state")).isEqualTo("completed");
        var uuid = canonical.get("/v1/meetings/" + made.getString("slug"));
        var meetingId = uuid.status() == 200 ? uuid.json().getString("id") : null;
        var canonicalItems = canonical.get("/v1/action_items?limit=100").json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(i -> i.getString("alias").equals(action.getString("id")))
                .toList();
        assertThat(canonicalItems).hasSize(1);
        assertThat(meetingId == null
                        || canonicalItems.getFirst().getString("meeting_id").equals(meetingId))
                .isTrue();
    }

    @Test
    void meetings_made_here_are_read_everywhere() {
        var made = created(meeting("Everywhere", "2011-01-01T10:00:00Z")
                .put("attendee_ids", new JsonObject().put(bobAlias, "apologies")));
        var path = MEETINGS + "/" + made.getString("id");
        minutebase.put(
                path + "/minutes",
                new JsonObject()
                        .put(
                                "lock_version",
                                minutebase.get(path + "/minutes").json().getInteger("lock_version"))
                        .put(
                                "minutes",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("title", "We met")
                                                .put("type", "decision"))));
        var seen = canonical
                .get("/v1/meetings?limit=100&starts_before=2011-01-02T00:00:00Z&starts_after=2011-01-01T00:00:00Z")
                .items()
                .stream()
                .filter(m -> m.getString("alias").equals(made.getString("id")))
                .toList();
        assertThat(seen).hasSize(1);
        assertThat(seen.getFirst().getString("slug")).isEqualTo(made.getString("slug"));
        assertThat(seen.getFirst().getJsonArray("participants").getJsonObject(0).getString("status"))
                .isEqualTo("apologies");
        var meetlog = tenant.meetlog(ann);
        var report = meetlog.get("/api/v1/export/reports?page_size=100").items().stream()
                .filter(r ->
                        r.getString("transcription_id").equals(seen.getFirst().getString("id")))
                .findFirst()
                .orElseThrow();
        assertThat(meetlog.get("/api/v1/export/reports/" + report.getString("id"))
                        .json()
                        .getString("content"))
                .contains("**Decision:** We met");
    }

    @Test
    void meetings_from_elsewhere_have_ids_that_stay() {
        var recording = Tenant.created(canonical.post(
                "/v1/meetings",
                new JsonObject()
                        .put("status", "completed")
                        .put("platform", "zoom")
                        .put("privacy", "account")
                        .put("participants", new JsonArray().add(new JsonObject().put("name", "Carol Jones")))));
        var shown = minutebase.get(MEETINGS + "/" + recording.getString("alias"));
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.json().getString("title")).isEqualTo("Untitled meeting");
        assertThat(shown.json().getInteger("start_at").longValue())
                .isEqualTo(Instant.parse(recording.getString("created_at")).getEpochSecond());
        var carol = shown.json().getJsonArray("attendees").getJsonObject(0);
        assertThat(carol.getString("id")).matches("[0-9a-f]{24}");
        assertThat(carol.getString("firstname")).isEqualTo("Carol");
        // They are in the lists too, although they have no start.
        var today = minutebase.get(MEETINGS + "?per_page=100").json().getJsonArray("results");
        assertThat(today.stream().map(m -> ((JsonObject) m).getString("id"))).contains(recording.getString("alias"));
        // Sent back by its id, the one who is known by name only stays.
        var kept = minutebase.put(
                MEETINGS + "/" + recording.getString("alias") + "/attendees",
                new JsonObject().put(carol.getString("id"), "absent").put(annAlias, "present"));
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        assertThat(
                        canonical
                                .get("/v1/meetings/" + recording.getString("id"))
                                .json()
                                .getJsonArray("participants")
                                .stream()
                                .map(p -> ((JsonObject) p).getString("name") + " "
                                        + ((JsonObject) p).getString("status")))
                .containsExactly("Carol Jones absent", "Ann Lee present");
    }

    @Test
    void search_finds_what_was_said_and_only_what_may_be_seen() {
        var word = "zq" + UUID.randomUUID().toString().replace("-", "");
        var spoken = Tenant.created(canonical.post("/v1/meetings", new JsonObject().put("title", "Spoken")));
        canonical.post(
                "/v1/meetings/" + spoken.getString("id") + "/transcript/segments",
                new JsonObject()
                        .put(
                                "segments",
                                new JsonArray()
                                        .add(new JsonObject().put("text", "We talk about " + word + "alpha"))
                                        .add(new JsonObject().put("text", "and about " + word + "beta"))));
        created(meeting("Titled " + word + "alpha", "2011-01-01T10:00:00Z").put("privacy", "account"));
        minutebase.post(
                "/api/v1/people",
                new JsonObject().put("firstname", word + "alpha").put("surname", "Lee"));
        var all = minutebase.get("/api/v1/search?q=" + word + "alpha").json();
        assertThat(all.getInteger("total_entries")).isEqualTo(3);
        assertThat(all.getJsonObject("people").getInteger("total_entries")).isEqualTo(1);
        assertThat(all.getJsonObject("meetings").getInteger("total_entries")).isEqualTo(2);
        assertThat(titles(minutebase
                        .get("/api/v1/search/meetings?q=" + word + "alpha%20AND%20" + word + "beta")
                        .json()
                        .getJsonArray("results")))
                .containsExactly("Spoken");
        assertThat(titles(bobs.get("/api/v1/search/meetings?q=" + word + "*")
                        .json()
                        .getJsonArray("results")))
                .containsExactly("Titled " + word + "alpha");
        assertThat(minutebase.get("/api/v1/search/nothing?q=x").status()).isEqualTo(404);
        assertThat(minutebase.get("/api/v1/search").json().getInteger("total_entries"))
                .isZero();
    }

    @Test
    void workspaces_have_members_and_can_be_archived() {
        var made = minutebase
                .post("/api/v1/workspaces", new JsonObject().put("title", "Shared work"))
                .json();
        var path = "/api/v1/workspaces/" + made.getString("id");
        assertThat(bobs.get(path).status()).isEqualTo(403);
        assertThat(minutebase
                        .post(path + "/members", new JsonObject().put("person_id", bobAlias))
                        .status())
                .isEqualTo(200);
        assertThat(bobs.get(path).status()).isEqualTo(200);
        assertThat(bobs.put(path, new JsonObject().put("archived", true)).json().getInteger("archived_at"))
                .isNotNull();
        assertThat(ids(minutebase.get("/api/v1/workspaces?per_page=100"))).doesNotContain(made.getString("id"));
        assertThat(ids(minutebase.get("/api/v1/workspaces?status=archived&per_page=100")))
                .contains(made.getString("id"));
        assertThat(minutebase
                        .put(path, new JsonObject().put("archived", false))
                        .json()
                        .getValue("archived_at"))
                .isNull();
        assertThat(minutebase.delete(path + "/members/" + bobAlias).status()).isEqualTo(204);
        assertThat(bobs.get(path).status()).isEqualTo(403);
    }

    private static List<String> ids(Answer list) {
        return list.json().getJsonArray("results").stream()
                .map(r -> ((JsonObject) r).getString("id"))
                .toList();
    }

    @Test
    void only_administrators_change_the_account() {
        var own = Tenant.create(SharedGateway.get());
        var person = own.person("Eve");
        var caller = own.minutebase(person);
        var path = "/api/v1/accounts/" + own.slug();
        assertThat(caller.put(path, new JsonObject().put("name", "Mine")).status())
                .isEqualTo(403);
        assertThat(own.admin()
                        .patch(own.path() + "/people/" + person, new JsonObject().put("administrator", true))
                        .status())
                .isEqualTo(200);
        var account = caller.put(path, new JsonObject().put("name", "Mine").put("timezone", "Paris"))
                .json();
        assertThat(account.getString("name")).isEqualTo("Mine");
        assertThat(account.getString("timezone")).isEqualTo("Paris");
        var subdomain = own.slug() + "-new";
        assertThat(caller.put(path, new JsonObject().put("subdomain", subdomain))
                        .status())
                .isEqualTo(200);
        assertThat(caller.get("/api/v1/people").status()).isEqualTo(401);
        var moved = new Api(SharedGateway.get().api() + "/minutebase/" + subdomain, "minutebase", caller.bearer());
        assertThat(moved.get("/api/v1/people").status()).isEqualTo(200);
        assertThat(moved.put("/api/v1/accounts/" + subdomain, new JsonObject().put("subdomain", tenant.slug()))
                        .json()
                        .getJsonObject("errors")
                        .fieldNames())
                .containsExactly("subdomain");
    }

    @Test
    void two_editors_of_one_meetings_minutes_never_lose_anything() throws Exception {
        var made = created(meeting("Edited", "2011-01-01T10:00:00Z").put("privacy", "account"));
        var path = MEETINGS + "/" + made.getString("id") + "/minutes";
        var acknowledged = java.util.concurrent.ConcurrentHashMap.<String>newKeySet();
        var editors = new ArrayList<Thread>();
        var failures = java.util.concurrent.ConcurrentHashMap.<String>newKeySet();
        for (int e = 0; e < 4; e++) {
            var caller = e % 2 == 0 ? minutebase : bobs;
            var name = "editor " + e;
            editors.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 12; i++) {
                    var title = name + " item " + i;
                    while (true) {
                        var current = caller.get(path).json();
                        var items = current.getJsonArray("minutes")
                                .copy()
                                .add(new JsonObject().put("title", title).put("type", i % 3 == 0 ? "action" : "note"));
                        var answer = caller.put(
                                path,
                                new JsonObject()
                                        .put("lock_version", current.getInteger("lock_version"))
                                        .put("minutes", items));
                        if (answer.status() == 200) {
                            acknowledged.add(title);
                            break;
                        }
                        if (answer.status() != 409
                                || !answer.json().fieldNames().equals(Set.of("lock_version", "minutes"))) {
                            failures.add(answer.status() + " " + answer.text());
                            return;
                        }
                    }
                }
            }));
        }
        for (var editor : editors) {
            editor.join(60_000);
        }
        assertThat(failures).isEmpty();
        assertThat(acknowledged).hasSize(48);
        assertThat(titles(minutebase.get(path).json().getJsonArray("minutes")))
                .containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(minutebase
                        .get(MEETINGS + "/" + made.getString("id") + "/actions?per_page=100")
                        .json()
                        .getInteger("total_entries"))
                .isEqualTo(16);
    }
}
