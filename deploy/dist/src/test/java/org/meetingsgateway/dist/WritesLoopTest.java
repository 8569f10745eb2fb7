package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written on a mirror, by whichever surface, arrives in the account, and both are equal again. */
class WritesLoopTest {
    private final Tenant theirs = Tenant.create(SharedGateway.get());
    private final String ann = theirs.person("Ann");
    private final JsonObject sales = theirs.project("Sales");
    private final Surfaces account = new Surfaces(theirs, ann, sales);

    private MirroredAccount mirror;
    private Surfaces here;
    private Api v1;

    @AfterEach
    void disconnect() {
        mirror.disconnect();
    }

    /** On the mirror, in the account; with minutes, so that every surface shows it. */
    private JsonObject made(String title) {
        var body = new JsonObject()
                .put("title", title)
                .put("description", "Größe " + title)
                .put("notes", "日本 " + title)
                .put("platform", "teams")
                .put("starts_at", "2026-10-25T00:59:59Z")
                .put("location", "Room 5")
                .put("tags", JsonArray.of("a", "b"))
                .put("participants", JsonArray.of(new JsonObject().put("name", "Ann Lee")))
                .put("minutes", JsonArray.of(Bodies.item("Agreed", "decision"), Bodies.action("Do it", null)))
                .put("source", new JsonObject().put("connection_id", mirror.connection()));
        var meeting = Tenant.created(v1.post("/v1/meetings", body));
        assertThat(there(meeting).getString("title")).isEqualTo(title);
        return meeting;
    }

    private Answer askedThere(JsonObject meeting) {
        var id = meeting.getJsonObject("source").getString("native_id");
        return account.api(Surfaces.CANONICAL).get("/v1/meetings/" + id + "?expand=transcript");
    }

    private JsonObject there(JsonObject meeting) {
        var answer = askedThere(meeting);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private String onV1(JsonObject meeting) {
        return "/v1/meetings/" + meeting.getString("id");
    }

    private String onMinuteBase(JsonObject meeting) {
        return "/api/v1/meetings/" + meeting.getString("alias");
    }

    private String onDesktop(JsonObject meeting) {
        return here.recordings() + meeting.getString("id") + "/";
    }

    private static void isDone(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isIn(200, 201, 204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"minutebase", "desktop"})
    void what_is_written_on_any_surface_arrives_in_the_account(String style) {
        mirror = MirroredAccount.of(style, theirs, ann, sales, Replicas.get().first())
                .loaded();
        here = mirror.surfaces();
        v1 = here.api(Surfaces.CANONICAL);
        var minutebase = here.api("minutebase");
        var desktop = here.api("desktop");
        var meeting = made("First");

        isDone(v1.patch(onV1(meeting), new JsonObject().put("title", "By /v1"), "If-Match", "*"));
        assertThat(there(meeting).getString("title")).isEqualTo("By /v1");
        isDone(minutebase.put(onMinuteBase(meeting), new JsonObject().put("title", "By MinuteBase")));
        assertThat(there(meeting).getString("title")).isEqualTo("By MinuteBase");
        isDone(desktop.patch(onDesktop(meeting), new JsonObject().put("meeting_title", "By desktop")));
        assertThat(there(meeting).getString("title")).isEqualTo("By desktop");

        if (style.equals("minutebase")) {
            minutesArrive(meeting);
        } else {
            wordsArrive(meeting);
        }
        var second = made("Second");
        var third = made("Third");
        var fourth = made("Fourth");
        isDone(v1.delete(onV1(second), "If-Match", "*"));
        isDone(minutebase.delete(onMinuteBase(third)));
        isDone(desktop.delete(onDesktop(fourth)));
        for (var gone : JsonArray.of(second, third, fourth)) {
            assertThat(askedThere((JsonObject) gone).status()).isEqualTo(404);
            assertThat(v1.get(onV1((JsonObject) gone)).status()).isEqualTo(404);
        }
        mirror.resync();
        Wait.untilNone("both are equal", new Comparison(account, mirror)::differences);
    }

    private void minutesArrive(JsonObject meeting) {
        var minutes = new JsonArray()
                .add(Bodies.item("Written on /v1", "note")
                        .put("children", JsonArray.of(Bodies.action("Below", "2027-03-28T01:00:00Z"))));
        isDone(v1.patch(onV1(meeting), new JsonObject().put("minutes", minutes), "If-Match", "*"));
        assertThat(Values.at(there(meeting), "minutes[].title")).containsExactly("Written on /v1", "Below");

        var list = onMinuteBase(meeting) + "/minutes";
        var minutebase = here.api("minutebase");
        var lock = minutebase.get(list).json().getLong("lock_version");
        isDone(minutebase.post(
                list,
                new JsonObject()
                        .put("lock_version", lock)
                        .put("title", "Appended")
                        .put("type", "action")));
        assertThat(Values.at(there(meeting), "minutes[].title")).containsExactly("Written on /v1", "Below", "Appended");

        var actions = v1.get(onV1(meeting) + "/action_items").items();
        assertThat(actions).hasSize(2);
        var first = actions.getFirst();
        isDone(v1.patch("/v1/action_items/" + first.getString("id"), new JsonObject().put("state", "completed")));
        isDone(minutebase.post(
                "/api/v1/actions/" + actions.getLast().getString("alias") + "/dismiss", new JsonObject()));
        assertThat(Values.at(there(meeting), "action_items[].state"))
                .containsExactlyInAnyOrder("completed", "dismissed");
    }

    private void wordsArrive(JsonObject meeting) {
        isDone(v1.post(
                onV1(meeting) + "/transcript/segments",
                new JsonObject()
                        .put("segments", JsonArray.of(Bodies.segment("One.").put("start_ms", 5)))));
        isDone(here.api("desktop")
                .post(
                        onDesktop(meeting) + "append_segments/",
                        new JsonObject()
                                .put(
                                        "segments",
                                        JsonArray.of(Bodies.segment("Two.").put("timestamp", 9)))));
        assertThat(there(meeting).getJsonObject("transcript").getString("text")).isEqualTo("One. Two.");
        isDone(here.api("desktop")
                .patch(
                        onDesktop(meeting),
                        new JsonObject()
                                .put("status", "ready")
                                .put("participants", JsonArray.of("Ann Lee", "Cy"))
                                .put("extracted_tasks", JsonArray.of(new JsonObject().put("title", "Send it")))));
        var there = there(meeting);
        assertThat(there.getString("status")).isEqualTo("completed");
        assertThat(Values.at(there, "participants[].name")).containsExactly("Ann Lee", "Cy");
        assertThat(Values.at(there, "action_items[].title")).containsExactly("Send it");
    }
}
