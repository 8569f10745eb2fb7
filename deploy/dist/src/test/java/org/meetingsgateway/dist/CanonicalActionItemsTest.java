package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.dist.CanonicalResourcesTest.ids;
import static org.meetingsgateway.dist.CanonicalResourcesTest.object;
import static org.meetingsgateway.dist.CanonicalResourcesTest.pointers;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Action items with those who are to do them, what they say, and the minutes that have them, from the outside. */
class CanonicalActionItemsTest {
    static String ann;
    static String bob;
    static Api api;

    @BeforeAll
    static void tenant() {
        var tenant = Tenant.create(SharedGateway.get());
        ann = tenant.person("Ann");
        bob = tenant.person("Bob");
        api = tenant.canonical(ann);
    }

    static String meeting(JsonObject meeting) {
        return "/v1/meetings/"
                + Tenant.created(api.post("/v1/meetings", meeting)).getString("id");
    }

    static JsonObject item(String title) {
        return object("title", title);
    }

    @Test
    void those_who_are_to_do_it_are_people_of_the_tenant() {
        var list = meeting(new JsonObject()) + "/action_items";
        var created = Tenant.created(api.post(list, item("Do").put("assignee_ids", JsonArray.of(ann, bob, ann))));
        var path = "/v1/action_items/" + created.getString("id");
        assertThat(created.getJsonArray("assignee_ids")).isEqualTo(JsonArray.of(ann, bob));
        var first = created.getJsonArray("assignees").getJsonObject(0);
        assertThat(first.getString("name")).isEqualTo("Ann Lee");
        assertThat(first.getString("assigned_at")).isEqualTo(created.getString("created_at"));
        assertThat(first.getValue("completed_at")).isNull();
        var done = api.patch(path, object("state", "completed")).json();
        assertThat(done.getJsonArray("assignees").getJsonObject(1).getString("completed_at"))
                .isEqualTo(done.getString("completed_at"));
        var left = api.patch(path, object("assignee_ids", JsonArray.of(bob))).json();
        assertThat(left.getJsonArray("assignees"))
                .isEqualTo(JsonArray.of(done.getJsonArray("assignees").getJsonObject(1)));
        assertThat(api.patch(path, new JsonObject().putNull("assignee_ids"))
                        .json()
                        .getJsonArray("assignee_ids"))
                .isEmpty();
        var stranger = UUID.randomUUID().toString();
        assertThat(pointers(api.patch(path, object("assignee_ids", JsonArray.of(ann, stranger)))))
                .containsExactly("/assignee_ids/1");
        assertThat(pointers(api.patch(path, object("assignees", new JsonArray()))))
                .containsExactly("/assignees");
    }

    @Test
    void an_alias_names_an_action_item_as_well_as_an_id() {
        var created = Tenant.created(api.post(meeting(new JsonObject()) + "/action_items", item("Do")));
        var path = "/v1/action_items/" + created.getString("alias");
        assertThat(api.get(path).json()).isEqualTo(created);
        assertThat(api.patch(path, item("Do it")).json().getString("title")).isEqualTo("Do it");
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.get(path).status()).isEqualTo(404);
        assertThat(api.get("/v1/action_items/nonsense").status()).isEqualTo(404);
    }

    @Test
    void comments_stay_in_the_order_in_which_they_were_made() {
        var created = api.post(meeting(new JsonObject()) + "/action_items", item("Do"));
        var path = created.header("Location");
        var first = api.post(path + "/comments", object("text", "One"));
        var second = api.post(path + "/comments", object("text", "Two"));
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Location")).isEqualTo(path);
        assertThat(first.header("ETag")).isNotEqualTo(created.header("ETag"));
        assertThat(api.get(path).json()).isEqualTo(second.json());
        var comments = second.json().getJsonArray("comments").stream()
                .map(JsonObject.class::cast)
                .toList();
        assertThat(comments).extracting(c -> c.getString("text")).containsExactly("One", "Two");
        assertThat(comments.getFirst().getString("author")).isEqualTo("Ann Lee");
        assertThat(comments.getFirst().getString("person_id")).isEqualTo(ann);
        assertThat(api.post(path + "/comments", object("text", "x".repeat(10_001)))
                        .status())
                .isEqualTo(422);
        assertThat(api.post("/v1/action_items/" + UUID.randomUUID() + "/comments", object("text", "x"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void action_items_are_found_by_assignee_project_and_due_time() {
        var project = Tenant.created(api.post("/v1/projects", object("name", "Launch")))
                .getString("id");
        var inProject = meeting(object("project_id", project)) + "/action_items";
        var soon = Tenant.created(api.post(
                        inProject,
                        item("Soon").put("assignee_ids", JsonArray.of(bob)).put("due_at", "2026-01-01T00:00:00Z")))
                .getString("id");
        var never = Tenant.created(api.post(inProject, item("Never"))).getString("id");
        Tenant.created(api.post(
                meeting(new JsonObject()) + "/action_items",
                item("Elsewhere").put("assignee_ids", JsonArray.of(ann)).put("due_at", "2026-01-01T00:00:00Z")));
        var list = "/v1/action_items?project_id=" + project;
        assertThat(ids(api, list)).containsExactly(never, soon);
        assertThat(ids(api, list + "&assignee_id=" + bob)).containsExactly(soon);
        assertThat(ids(api, list + "&assignee_id=" + ann)).isEmpty();
        assertThat(ids(api, list + "&due_before=2026-01-01T00:00:01Z")).containsExactly(soon);
        assertThat(ids(api, list + "&due_before=2026-01-01T00:00:00Z")).isEmpty();
        assertThat(ids(api, inProject + "?assignee_id=" + bob)).containsExactly(soon);
        assertThat(List.of("project_id=x", "assignee_id=x", "due_before=x"))
                .allSatisfy(
                        query -> assertThat(api.get("/v1/action_items?" + query).status())
                                .isEqualTo(422));
    }

    @Test
    void an_action_in_the_minutes_is_an_action_item() {
        var action = item("Call Dana")
                .put("type", "action")
                .put("contents", "today")
                .put("due_at", "2026-05-01T00:00:00Z")
                .put("assignee_ids", JsonArray.of(bob));
        var meeting = meeting(object("minutes", JsonArray.of(item("Said").put("children", JsonArray.of(action)))));
        var minutes = api.get(meeting).json().getJsonArray("minutes");
        var written = minutes.getJsonObject(0).getJsonArray("children").getJsonObject(0);
        assertThat(written.getString("due_at")).isEqualTo("2026-05-01T00:00:00Z");
        assertThat(written.getJsonArray("assignee_ids")).isEqualTo(JsonArray.of(bob));
        assertThat(written.getString("id")).matches("[0-9a-f]{24}");
        assertThat(written.getJsonArray("reference")).isEqualTo(JsonArray.of(1, 1));
        var item = api.get(meeting + "/action_items").items().getFirst();
        assertThat(item.getString("minute_id")).isEqualTo(written.getString("id"));
        assertThat(item.getString("description")).isEqualTo("today");
        assertThat(item.getJsonArray("reference")).isEqualTo(JsonArray.of(1, 1));
        api.patch("/v1/action_items/" + item.getString("id"), item("Ring Dana").putNull("due_at"));
        var now = api.get(meeting).json().getJsonArray("minutes");
        assertThat(now.getJsonObject(0).getJsonArray("children").getJsonObject(0))
                .isEqualTo(written.copy().put("title", "Ring Dana").putNull("due_at"));
        // What was read can be written back, and says the same.
        var back = api.patch(meeting, object("minutes", now), "If-Match", "*").json();
        assertThat(back.getJsonArray("minutes")).isEqualTo(now);
        assertThat(ids(api, meeting + "/action_items")).containsExactly(item.getString("id"));
        api.patch(meeting, object("minutes", JsonArray.of(item("Said"))), "If-Match", "*");
        assertThat(ids(api, meeting + "/action_items")).isEmpty();
    }

    @Test
    void who_is_to_do_it_by_when_is_kept_of_actions_only() {
        var note = item("Note").put("due_at", "2026-05-01T00:00:00Z").put("assignee_ids", JsonArray.of(bob));
        var meeting = meeting(object("agenda", JsonArray.of(note, note.copy().put("type", "action"))));
        var agenda = api.get(meeting).json().getJsonArray("agenda");
        assertThat(agenda.getJsonObject(0).getValue("due_at")).isNull();
        assertThat(agenda.getJsonObject(0).getJsonArray("assignee_ids")).isEmpty();
        assertThat(agenda.getJsonObject(1).getString("due_at")).isEqualTo("2026-05-01T00:00:00Z");
        assertThat(ids(api, meeting + "/action_items")).isEmpty();
        var wrong = object(
                "minutes",
                JsonArray.of(item("A")
                        .put(
                                "children",
                                JsonArray.of(item("B")
                                        .put("type", "action")
                                        .put(
                                                "assignee_ids",
                                                JsonArray.of(UUID.randomUUID().toString()))))));
        assertThat(pointers(api.patch(meeting, wrong, "If-Match", "*")))
                .containsExactly("/minutes/0/children/0/assignee_ids/0");
    }
}
