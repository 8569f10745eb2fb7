package org.meetingsgateway.server.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetingsgateway.call.AccountCall.GetAccount;
import org.meetingsgateway.call.AccountCall.UpdateAccount;
import org.meetingsgateway.call.ActionItemCall.AddComment;
import org.meetingsgateway.call.ActionItemCall.CreateActionItem;
import org.meetingsgateway.call.ActionItemCall.ListActionItems;
import org.meetingsgateway.call.Answers;
import org.meetingsgateway.call.MeetingCall.RefreshMeeting;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.PersonCall.GetPerson;
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ProjectCall.AddMember;
import org.meetingsgateway.call.ProjectCall.ListProjects;
import org.meetingsgateway.call.ProjectCall.RemoveMember;
import org.meetingsgateway.memory.Caller;
import org.meetingsgateway.memory.Served;
import org.meetingsgateway.memory.SurfaceHarness;
import org.meetingsgateway.model.Account;
import org.meetingsgateway.model.AccountField;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.ActionItemQuery;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Freshness;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.server.access.Scopes;
import org.meetingsgateway.server.contract.RequestContract;
import org.meetingsgateway.tck.ResponseContract;
import org.meetingsgateway.wire.RateStatus;
import org.meetingsgateway.wire.RateStatus.Window;

/** What action items, projects and the account ask of the source, and how they answer; every answer is checked by the contract. */
class ResourceEndpointsTest {
    private static final ResponseContract ANSWERS = ResponseContract.of("canonical");
    private static final CanonicalSurface SURFACE =
            new CanonicalSurface(RequestContract.load("canonical"), List.of(), Clock.systemUTC());

    private static final UUID TENANT = new UUID(0, 9);

    private final ActionItem item = Things.actionItem(UUID.randomUUID());
    private final Project project = Things.projects().sample();
    private final Account account =
            new Account(TENANT, Things.ALIAS, "acme", "Acme", "London", 1, Instant.EPOCH, Instant.EPOCH, 4);
    private final Person person = Things.people().sample();
    private final SurfaceHarness harness = new SurfaceHarness(
            SURFACE, source(), Map.of("token", caller(Scopes.CANONICAL), "reader", caller(Set.of("projects:read"))));

    private static Caller caller(Set<String> scopes) {
        return new Caller(
                new Principal(TENANT, "acme", UUID.randomUUID(), "c", scopes, Principal.View.PERMITTED), null);
    }

    private MeetingSource source() {
        return new Answers()
                .on(
                        RefreshMeeting.class,
                        (call, who) -> Future.succeededFuture(new Freshness(Freshness.Origin.LIVE, null)))
                .on(ListActionItems.class, (call, who) -> Future.succeededFuture(new Page<>(List.of(item), null, null)))
                .on(CreateActionItem.class, (call, who) -> Future.succeededFuture(item))
                .on(AddComment.class, (call, who) -> Future.succeededFuture(item))
                .on(ListProjects.class, (call, who) -> Future.succeededFuture(new Page<>(List.of(project), null, null)))
                .on(AddMember.class, (call, who) -> Future.succeededFuture(project))
                .on(RemoveMember.class, (call, who) -> Future.succeededFuture(project))
                .on(GetAccount.class, (call, who) -> Future.succeededFuture(account))
                .on(UpdateAccount.class, (call, who) -> Future.succeededFuture(account))
                .on(GetPerson.class, this::person)
                .build();
    }

    private Future<Person> person(GetPerson call, Principal who) {
        return Set.of(person.id().toString(), person.alias()).contains(call.id())
                ? Future.succeededFuture(person)
                : Future.failedFuture(new Problem.NotFound("person"));
    }

    private Served send(HttpMethod method, String target, JsonObject body, String token, String... headers) {
        var request = Requests.of(method, target, body, headers);
        request.headers().set("Authorization", "Bearer " + token);
        var served = Requests.now(harness.serve(request));
        served.response().with("X-Request-Id", "r1");
        SURFACE.rateHeaders(
                new RateStatus(List.of(new Window(10, 60, 9, 60, 1))),
                served.response().headers());
        ANSWERS.check(method, target, served.response());
        return served;
    }

    private Served send(HttpMethod method, String target, JsonObject body) {
        return send(method, target, body, "token");
    }

    private Served get(String target) {
        return send(HttpMethod.GET, target, new JsonObject());
    }

    private static JsonObject json(Served served) {
        return new JsonObject(served.response().body());
    }

    private static String header(Served served, String name) {
        return served.response().headers().get(name);
    }

    @Test
    void filters_of_action_items_become_the_query() {
        var assignee = UUID.randomUUID();
        var inProject = UUID.randomUUID();
        var served = get("/v1/action_items?state=open&assignee_id=" + assignee + "&project_id=" + inProject
                + "&due_before=2026-01-01T00:00:00%2B01:00");
        assertThat(served.calls())
                .singleElement()
                .extracting(call -> ((ListActionItems) call).query())
                .isEqualTo(new ActionItemQuery(
                        null,
                        inProject,
                        assignee,
                        ActionItem.State.OPEN,
                        Instant.parse("2025-12-31T23:00:00Z"),
                        ActionItemQuery.Sort.NEWEST_FIRST));
    }

    @Test
    void those_of_a_meeting_are_filtered_but_by_project() {
        var list = "/v1/meetings/m/action_items";
        var served = get(list + "?due_before=2026-01-01T00:00:00Z");
        assertThat(((ListActionItems) served.calls().getLast()).query())
                .isEqualTo(new ActionItemQuery(
                        new MeetingRef("m"),
                        null,
                        null,
                        null,
                        Instant.parse("2026-01-01T00:00:00Z"),
                        ActionItemQuery.Sort.NEWEST_FIRST));
        assertThat(get(list + "?project_id=" + UUID.randomUUID()).response().status())
                .isEqualTo(422);
    }

    @Test
    void an_action_item_says_who_is_to_do_it_and_what_was_said() {
        var shown = json(get("/v1/action_items")).getJsonArray("items").getJsonObject(0);
        var first = item.assignees().getFirst();
        assertThat(shown.getString("alias")).isEqualTo(item.alias());
        assertThat(shown.getJsonArray("assignee_ids").getString(0))
                .isEqualTo(first.personId().toString());
        assertThat(shown.getJsonArray("assignees").getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("person_id", first.personId().toString())
                        .put("name", "Ada Lovelace")
                        .put("assigned_at", "1970-01-01T00:00:00Z")
                        .putNull("completed_at"));
        assertThat(shown.getJsonArray("comments").getJsonObject(1))
                .isEqualTo(new JsonObject()
                        .put("id", item.comments().getLast().id().toString())
                        .putNull("person_id")
                        .put("author", "Operator")
                        .put("text", "Now")
                        .put("created_at", "1970-01-01T00:00:00Z"));
        assertThat(shown.getString("minute_id")).isEqualTo("a");
        assertThat(shown.getJsonArray("reference")).isEqualTo(JsonArray.of(1, 2));
    }

    @Test
    void assignees_are_given_by_their_ids() {
        var id = UUID.randomUUID();
        var served = send(
                HttpMethod.POST,
                "/v1/meetings/m/action_items",
                new JsonObject().put("title", "Do it").put("assignee_ids", JsonArray.of(id.toString())));
        assertThat(((CreateActionItem) served.calls().getFirst()).actionItem().get(ActionItemField.ASSIGNEE_IDS))
                .isEqualTo(List.of(id));
    }

    @Test
    void a_comment_is_answered_with_the_action_item_that_has_it() {
        var served = send(
                HttpMethod.POST,
                "/v1/action_items/" + item.alias() + "/comments",
                new JsonObject().put("text", " Done soon\n"));
        assertThat(served.calls()).containsExactly(new AddComment(item.alias(), " Done soon\n"));
        assertThat(served.response().status()).isEqualTo(201);
        assertThat(header(served, "Location")).isEqualTo("/v1/action_items/" + item.id());
        assertThat(header(served, "ETag")).isEqualTo("\"3\"");
        assertThat(json(served).getString("id")).isEqualTo(item.id().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "a\u0000"})
    void a_comment_says_something(String text) {
        var served = send(HttpMethod.POST, "/v1/action_items/x/comments", new JsonObject().put("text", text));
        assertThat(served.response().status()).isEqualTo(422);
        assertThat(json(served).getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/text");
        assertThat(served.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void projects_are_listed_archived_or_not(String archived) {
        var served = get("/v1/projects?archived=" + archived);
        assertThat(((ListProjects) served.calls().getFirst()).archived()).isEqualTo(Boolean.valueOf(archived));
        assertThat(json(served).getJsonArray("items").getJsonObject(0).getJsonObject("flag"))
                .isEqualTo(new JsonObject()
                        .put("left", project.flag().left().code())
                        .put("right", project.flag().right().code()));
        assertThat(((ListProjects) get("/v1/projects").calls().getFirst()).archived())
                .isNull();
    }

    @Test
    void a_member_is_added_by_id_and_the_project_is_answered() {
        var body = new JsonObject().put("person_id", person.id().toString());
        var served = send(HttpMethod.POST, "/v1/projects/launch/members", body);
        assertThat(served.calls()).containsExactly(new AddMember("launch", person.id()));
        assertThat(served.response().status()).isEqualTo(200);
        assertThat(header(served, "ETag")).isEqualTo("\"6\"");
        assertThat(send(HttpMethod.POST, "/v1/projects/launch/members", body, "reader")
                        .response()
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_member_is_removed_by_id_or_alias() {
        for (var id : List.of(person.id().toString(), person.alias())) {
            var served = send(HttpMethod.DELETE, "/v1/projects/launch/members/" + id, new JsonObject());
            assertThat(served.response().status()).isEqualTo(204);
            assertThat(served.calls()).contains(new RemoveMember("launch", person.id()));
        }
        assertThat(send(HttpMethod.DELETE, "/v1/projects/launch/members/nobody", new JsonObject())
                        .response()
                        .status())
                .isEqualTo(404);
    }

    @Test
    void an_account_is_the_callers_own_and_any_token_reads_it() {
        var served = send(HttpMethod.GET, "/v1/account", new JsonObject(), "reader");
        assertThat(served.calls()).containsExactly(new GetAccount(TENANT.toString()));
        assertThat(header(served, "ETag")).isEqualTo("\"4\"");
        assertThat(json(served))
                .isEqualTo(new JsonObject()
                        .put("id", TENANT.toString())
                        .put("alias", Things.ALIAS)
                        .put("slug", "acme")
                        .put("name", "Acme")
                        .put("timezone", "London")
                        .put("week_start", 1)
                        .put("created_at", "1970-01-01T00:00:00Z")
                        .put("updated_at", "1970-01-01T00:00:00Z")
                        .put("version", 4));
    }

    @Test
    void an_account_is_changed_with_the_scope_of_people_but_for_its_slug() {
        var body = new JsonObject().put("timezone", "Europe/London").put("week_start", 0);
        var served = send(HttpMethod.PATCH, "/v1/account", body, "token", "If-Match", "\"4\"");
        assertThat(served.response().status()).isEqualTo(200);
        assertThat(served.calls())
                .containsExactly(new UpdateAccount(
                        TENANT.toString(),
                        new Precondition(Set.of(4L)),
                        Changes.of(AccountField.class)
                                .set(AccountField.TIMEZONE, "Europe/London")
                                .set(AccountField.WEEK_START, 0)
                                .build()));
        assertThat(send(HttpMethod.PATCH, "/v1/account", body, "reader")
                        .response()
                        .status())
                .isEqualTo(403);
        var refused = send(
                HttpMethod.PATCH,
                "/v1/account",
                new JsonObject().put("slug", "x").put("timezone", "Nowhere").putNull("name"));
        assertThat(json(refused).getJsonArray("errors").stream()
                        .map(e -> ((JsonObject) e).getString("pointer") + " " + ((JsonObject) e).getString("code")))
                .containsExactlyInAnyOrder("/slug read_only", "/timezone timezone", "/name type");
    }
}
