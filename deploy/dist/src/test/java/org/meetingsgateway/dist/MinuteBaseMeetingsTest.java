package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** MinuteBase's meetings over HTTP and the store; each test has a tenant of its own. */
class MinuteBaseMeetingsTest {
    private static final String MEETINGS = "/api/v1/meetings";

    private Tenant tenant;
    private Person ann;
    private Person bob;

    /** Somebody with a key for MinuteBase's API. */
    private record Person(String id, String alias, Api api, String authorization) {
        Answer send(String method, String target, @Nullable Object body) {
            var bytes = switch (body) {
                case null -> null;
                case JsonObject object -> object.toBuffer();
                default -> Buffer.buffer(body.toString());
            };
            return api.send(method, target, bytes, "Authorization", authorization);
        }

        Answer get(String target) {
            return send("GET", target, null);
        }

        JsonObject created(JsonObject meeting) {
            var answer = send("POST", MEETINGS, meeting);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            return answer.json();
        }
    }

    @BeforeEach
    void tenant() {
        tenant = Tenant.create(SharedGateway.get());
        ann = person("Ann");
        bob = person("Bob");
    }

    private Person person(String name) {
        var id = tenant.person(name);
        var key = Tenant.created(tenant.admin()
                .post(
                        tenant.path() + "/keys",
                        new JsonObject().put("style", "minutebase").put("person_id", id)));
        var pair = key.getString("secret") + ":x";
        return new Person(
                id,
                tenant.admin().get(tenant.path() + "/people/" + id).json().getString("alias"),
                new Api(SharedGateway.get().api(), "minutebase", null),
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_meeting_is_made_found_changed_and_deleted_and_v1_sees_it() {
        var made = ann.created(new JsonObject()
                .put("title", "A New Meeting With The API")
                .put("start_at", 1308576890)
                .put("attendee_ids", new JsonArray().add(bob.alias()))
                .put("categories", new JsonArray().add("API").add("Test")));
        assertThat(made.getString("slug")).isEqualTo("a-new-meeting-with-the-api");
        assertThat(made.getJsonArray("attendees").getJsonObject(0).getString("status"))
                .isEqualTo("present");

        var path = MEETINGS + "/" + made.getString("id");
        var alone = ann.get(MEETINGS + "/a-new-meeting-with-the-api.json").json();
        assertThat(alone.remove("agenda")).isEqualTo(new JsonArray());
        assertThat(alone.remove("minutes")).isEqualTo(new JsonArray());
        assertThat(alone).isEqualTo(made);

        var changed = ann.send(
                "PUT",
                path,
                new JsonObject()
                        .put("title", "A New Title")
                        .put("attendee_ids", new JsonObject().put(ann.alias(), "apologies")));
        assertThat(changed.json().getString("slug")).isEqualTo("a-new-meeting-with-the-api");
        assertThat(array(ann.get(path + "/attendees")).getJsonObject(0).getString("status"))
                .isEqualTo("apologies");

        var canonical = tenant.canonical(ann.id());
        var seen = canonical.get("/v1/meetings?tag=API").items().getFirst();
        assertThat(seen.getString("alias")).isEqualTo(made.getString("id"));
        assertThat(seen.getString("title")).isEqualTo("A New Title");
        assertThat(seen.getString("starts_at")).isEqualTo("2011-06-20T13:34:50Z");

        assertThat(bob.get(path).status()).isEqualTo(403);
        assertThat(ann.send("DELETE", path, null).status()).isEqualTo(204);
        assertThat(ann.get(path).status()).isEqualTo(404);
        assertThat(canonical.get("/v1/meetings/" + seen.getString("id")).status())
                .isEqualTo(404);
    }

    @Test
    void days_are_cut_in_the_zone_of_the_person() {
        var canonical = tenant.canonical(ann.id());
        assertThat(canonical
                        .patch("/v1/people/" + ann.id(), new JsonObject().put("timezone", "London"))
                        .status())
                .isEqualTo(200);
        for (var start : List.of(
                "2011-03-26T23:59:59Z", "2011-03-27T00:00:00Z", "2011-03-27T22:59:59Z", "2011-03-27T23:00:00Z")) {
            ann.created(new JsonObject()
                    .put("title", start)
                    .put("start_at", Instant.parse(start).getEpochSecond())
                    .put("privacy", "account"));
        }
        assertThat(titles(array(ann.get(MEETINGS + "/day/2011-03-27"))))
                .containsExactly("2011-03-27T00:00:00Z", "2011-03-27T22:59:59Z");
        assertThat(titles(array(bob.get(MEETINGS + "/day/2011-03-27")))) // in UTC
                .containsExactly("2011-03-27T00:00:00Z", "2011-03-27T22:59:59Z", "2011-03-27T23:00:00Z");
        assertThat(titles(ann.get(MEETINGS + "/2011-03-28?order=desc").json().getJsonArray("results")))
                .containsExactly("2011-03-27T23:00:00Z");
        assertThat(array(ann.get(MEETINGS + "/week/2011-03-27?start_day=0"))).hasSize(3);
        assertThat(array(ann.get(MEETINGS + "/month/2011-03"))).hasSize(4);
        assertThat(array(ann.get(MEETINGS + "/month/2011-04?calendar=true&start_day=0")))
                .hasSize(3);
    }

    @Test
    void the_first_and_the_last_days_of_all_can_be_asked_for() {
        for (var target : List.of("/day/0001-01-01", "/month/0001-01?calendar=true", "/week/9999-12-31")) {
            assertThat(array(ann.get(MEETINGS + target))).isEmpty();
        }
        assertThat(array(ann.get(MEETINGS + "/month/9999-12?calendar=true"))).isEmpty();
        assertThat(ann.get(MEETINGS + "/0001-01-01").status()).isEqualTo(200);
        assertThat(ann.get(MEETINGS + "/9999-12-31").status()).isEqualTo(200);
    }

    @Test
    void a_meeting_of_another_style_is_where_it_was_made() {
        var made = Tenant.created(tenant.canonical(ann.id())
                .post(
                        "/v1/meetings",
                        new JsonObject()
                                .put(
                                        "participants",
                                        new JsonArray().add(new JsonObject().put("name", "Grace Hopper")))));
        var shown = ann.get(MEETINGS).json().getJsonArray("results").getJsonObject(0);
        assertThat(shown.getString("id")).isEqualTo(made.getString("alias"));
        assertThat(shown.getString("title")).isEqualTo("Untitled meeting");
        assertThat(shown.getLong("start_at"))
                .isEqualTo(Instant.parse(made.getString("created_at")).getEpochSecond());

        var grace = shown.getJsonArray("attendees").getJsonObject(0).getString("id");
        var kept = ann.send(
                "PUT",
                MEETINGS + "/" + shown.getString("id") + "/attendees",
                new JsonObject().put(grace, "tentative").put(bob.alias(), "invited"));
        assertThat(array(kept).getJsonObject(0).getString("surname")).isEqualTo("Hopper");
        assertThat(array(kept).getJsonObject(1).getString("firstname")).isEqualTo("Bob");
    }

    @Test
    void a_month_is_whole_whatever_its_length() {
        var start = LocalDate.parse("2011-06-01").atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        var canonical = tenant.canonical(ann.id());
        IntStream.range(0, 260)
                .forEach(n -> Tenant.created(canonical.post(
                        "/v1/meetings",
                        new JsonObject()
                                .put("title", "Meeting " + n)
                                .put(
                                        "starts_at",
                                        Instant.ofEpochSecond(start + n * 60L).toString()))));
        assertThat(titles(array(ann.get(MEETINGS + "/month/2011-06"))))
                .isEqualTo(IntStream.range(0, 260).mapToObj(n -> "Meeting " + n).toList());
    }

    @Test
    void attendees_that_are_changed_at_the_same_time_are_never_mixed() {
        var made = ann.created(new JsonObject().put("attendee_ids", new JsonObject().put(ann.alias(), "absent")));
        var path = MEETINGS + "/" + made.getString("id");
        var alone = new JsonObject().put("attendee_ids", new JsonArray().add(ann.alias()));
        var both = new JsonObject()
                .put("attendee_ids", new JsonArray().add(ann.alias()).add(bob.alias()));
        var writing = new ArrayList<CompletableFuture<Integer>>();
        for (int i = 0; i < 10; i++) {
            var body = i % 2 == 0 ? alone : both;
            writing.add(CompletableFuture.supplyAsync(
                    () -> ann.send("PUT", path, body).status()));
        }
        assertThat(writing).allSatisfy(status -> assertThat(status.join()).isIn(200, 409));
        assertThat(writing).anySatisfy(status -> assertThat(status.join()).isEqualTo(200));
        var attendees = array(ann.get(path + "/attendees"));
        assertThat(attendees.size()).isBetween(1, 2);
        assertThat(attendees.getJsonObject(0).getString("status")).isEqualTo("absent");
    }

    private static JsonArray array(Answer answer) {
        return answer.body().toJsonArray();
    }

    private static List<String> titles(JsonArray meetings) {
        return meetings.stream()
                .map(meeting -> ((JsonObject) meeting).getString("title"))
                .toList();
    }
}
