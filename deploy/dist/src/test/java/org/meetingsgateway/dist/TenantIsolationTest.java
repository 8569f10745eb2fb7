package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.dist.Operations.Operation;

/** Tries to cross tenants on every route: with ids that exist, but belong to somebody else. */
class TenantIsolationTest {
    static final Map<String, String> theirs = new HashMap<>();
    static Tenant victim;
    static Tenant own;
    static Api intruder;
    static String me;

    @BeforeAll
    static void tenants() {
        victim = Tenant.create(SharedGateway.get());
        var ann = victim.person("Ann");
        var api = victim.canonical(ann);
        var project = id(api.post("/v1/projects", new JsonObject().put("name", "P")));
        var meeting = id(api.post(
                "/v1/meetings",
                new JsonObject()
                        .put("title", "Theirs")
                        .put("privacy", "public")
                        .put("project_id", project)
                        .put("recording", new JsonObject().put("size_bytes", 1))));
        api.post(
                "/v1/meetings/" + meeting + "/transcript/segments",
                new JsonObject().put("segments", new JsonArray().add(new JsonObject().put("text", "secret"))));
        theirs.put("person_id", ann);
        theirs.put("project_id", project);
        theirs.put("meeting_id", meeting);
        theirs.put("report_id", id(api.post("/v1/meetings/" + meeting + "/reports", report())));
        theirs.put("action_item_id", id(api.post("/v1/meetings/" + meeting + "/action_items", titled())));
        theirs.put(
                "key_id",
                id(victim.admin()
                        .post(
                                victim.path() + "/keys",
                                new JsonObject().put("style", "meetlog").put("person_id", ann))));
        var connection = id(victim.admin()
                .post(
                        victim.path() + "/connections",
                        new JsonObject()
                                .put("style", "meetlog")
                                .put("base_url", "https://meetlog.example")
                                .put("credential", "tk_live_0123456789abcdef")
                                .put("project_id", project)
                                .put("owner_id", ann)));
        theirs.put("connection_id", connection);
        theirs.put("source_id", connection);
        own = Tenant.create(SharedGateway.get());
        me = own.person("Eve");
        intruder = own.canonical(me);
    }

    static String id(Answer created) {
        return Tenant.created(created).getString("id");
    }

    static JsonObject titled() {
        return new JsonObject().put("title", "x");
    }

    static JsonObject report() {
        return new JsonObject()
                .put("template_name", "R")
                .put("template_code", "r")
                .put("content", "secret");
    }

    /** A body that the operation would take. */
    static JsonObject body(Operation operation) {
        if (operation.method().equals("PATCH")) {
            return new JsonObject();
        }
        return switch (operation.path().replaceAll(".*/", "")) {
            case "segments" -> new JsonObject().put("segments", new JsonArray().add(new JsonObject().put("text", "x")));
            case "reports" -> report();
            case "action_items" -> titled();
            case "comments" -> new JsonObject().put("text", "x");
            case "members" -> new JsonObject().put("person_id", theirs.get("person_id"));
            case "keys" -> new JsonObject().put("style", "meetlog").put("person_id", theirs.get("person_id"));
            default -> new JsonObject();
        };
    }

    static Answer ask(Api caller, Operation operation, String target) {
        return switch (operation.method()) {
            case "GET" -> caller.get(target);
            case "DELETE" -> caller.delete(target, "If-Match", "*");
            case "PATCH" -> caller.patch(target, body(operation), "If-Match", "*");
            default -> caller.post(target, body(operation));
        };
    }

    @Test
    void another_tenants_ids_are_404_on_every_canonical_route() {
        var tried = Operations.of(SharedGateway.get(), "canonical").all().stream()
                .filter(o -> o.path().startsWith("/v1/") && !o.path().startsWith("/v1/admin"))
                .filter(o -> !o.variables().isEmpty())
                .peek(o -> assertThat(ask(intruder, o, o.with(theirs::get)).status())
                        .as("%s", o)
                        .isEqualTo(404))
                .count();
        assertThat(tried).isGreaterThan(20);
        assertThat(victim.canonical(theirs.get("person_id"))
                        .get("/v1/meetings/" + theirs.get("meeting_id"))
                        .json()
                        .getString("title"))
                .isEqualTo("Theirs");
    }

    @Test
    void the_operator_reaches_things_only_under_their_own_tenant() {
        var tried = Operations.of(SharedGateway.get(), "canonical").all().stream()
                .filter(o -> o.path().startsWith("/v1/admin/tenants/{tenant_slug}/"))
                .filter(o -> o.variables().size() > 1)
                .peek(o -> assertThat(
                                ask(own.admin(), o, o.with(v -> v.equals("tenant_slug") ? own.slug() : theirs.get(v)))
                                        .status())
                        .as("%s", o)
                        .isEqualTo(404))
                .count();
        assertThat(tried).isGreaterThan(7);
        assertThat(own.admin()
                        .post(
                                own.path() + "/keys",
                                new JsonObject().put("style", "meetlog").put("person_id", theirs.get("person_id")))
                        .status())
                .isEqualTo(422);
        assertThat(own.admin()
                        .post(
                                "/v1/admin/tokens",
                                new JsonObject()
                                        .put("tenant", own.slug())
                                        .put("person_id", theirs.get("person_id"))
                                        .put("scopes", new JsonArray().add("meetings:read")))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void no_list_shows_anything_of_another_tenant() {
        for (var list : List.of("meetings", "reports", "action_items", "projects", "people", "sources")) {
            var text = intruder.get("/v1/" + list + "?limit=100").text();
            theirs.values().forEach(id -> assertThat(text).as(list).doesNotContain(id));
        }
        for (var filter : List.of("project_id=" + theirs.get("project_id"), "participant=" + theirs.get("person_id"))) {
            assertThat(intruder.get("/v1/meetings?" + filter).items()).isEmpty();
        }
    }

    @Test
    void nothing_can_be_made_to_point_to_another_tenant() {
        for (var reference : List.of(
                new JsonObject().put("project_id", theirs.get("project_id")),
                new JsonObject().put("owner_id", theirs.get("person_id")),
                new JsonObject().put("shared_with", new JsonArray().add(theirs.get("person_id"))),
                new JsonObject()
                        .put(
                                "participants",
                                new JsonArray().add(new JsonObject().put("person_id", theirs.get("person_id")))))) {
            assertThat(intruder.post("/v1/meetings", reference).status())
                    .as("%s", reference)
                    .isEqualTo(422);
        }
        assertThat(intruder.post(
                                "/v1/projects",
                                new JsonObject()
                                        .put("name", "x")
                                        .put("member_ids", new JsonArray().add(theirs.get("person_id"))))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_meetlog_key_sees_nothing_of_another_tenant() {
        var key = own.meetlog(me);
        for (var path : List.of(
                "transcripts/" + theirs.get("meeting_id"),
                "reports/" + theirs.get("report_id"),
                "projects/" + theirs.get("project_id"))) {
            assertThat(key.get("/api/v1/export/" + path).status()).as(path).isEqualTo(404);
        }
        for (var list : List.of("transcripts", "reports", "projects")) {
            var text = key.get("/api/v1/export/" + list).text();
            theirs.values().forEach(id -> assertThat(text).as(list).doesNotContain(id));
        }
    }

    @Test
    void a_minutebase_key_reaches_nothing_of_another_tenant() {
        var api = victim.canonical(theirs.get("person_id"));
        var names = Map.of(
                "meeting",
                        api.get("/v1/meetings/" + theirs.get("meeting_id"))
                                .json()
                                .getString("alias"),
                "person",
                        api.get("/v1/people/" + theirs.get("person_id")).json().getString("alias"),
                "workspace",
                        api.get("/v1/projects/" + theirs.get("project_id"))
                                .json()
                                .getString("alias"),
                "action",
                        api.get("/v1/action_items/" + theirs.get("action_item_id"))
                                .json()
                                .getString("alias"),
                "account_id", victim.slug(),
                "date", "2011-06-20",
                "month", "2011-06",
                "type", "meetings");
        var key = own.minutebase(me);
        var tried = Operations.of(SharedGateway.get(), "minutebase").all().stream()
                .filter(o -> o.variables().stream()
                        .anyMatch(v -> Set.of("meeting", "person", "workspace", "action", "account_id")
                                .contains(v)))
                .peek(o -> {
                    var body = o.hasBody() ? new JsonObject().toBuffer() : null;
                    var answer = key.unchecked(o.method(), o.with(names::get), body);
                    assertThat(answer.status()).as("%s %s", o, answer.text()).isEqualTo(404);
                })
                .count();
        assertThat(tried).isGreaterThan(30);
        for (var body : List.of(
                new JsonObject().put("project_id", names.get("workspace")),
                new JsonObject().put("attendee_ids", new JsonArray().add(names.get("person"))),
                new JsonObject().put("shared_with_ids", new JsonArray().add(names.get("person"))))) {
            assertThat(key.post("/api/v1/meetings", body).status())
                    .as("%s", body)
                    .isEqualTo(422);
        }
        for (var type : List.of("meetings", "people", "workspaces", "actions")) {
            assertThat(key.get("/api/v1/search/" + type + "?q=Theirs%20secret%20Ann%20P%20x")
                            .text())
                    .doesNotContain(
                            names.get("meeting"), names.get("person"), names.get("workspace"), names.get("action"));
        }
    }

    @Test
    void a_desktop_key_reaches_nothing_of_another_tenant() {
        var theirTeam = victim.canonical(theirs.get("person_id"))
                .get("/v1/projects/" + theirs.get("project_id"))
                .json()
                .getInteger("team");
        var ownTeam = own.project("Own").getInteger("team");
        var key = own.desktop(me);
        var body = new JsonObject()
                .put("platform", "zoom")
                .put("segments", new JsonArray().add(new JsonObject().put("text", "x")));
        var tried = Operations.of(SharedGateway.get(), "desktop").all().stream()
                .peek(o -> {
                    var values = Map.of(
                            "project_id", theirTeam.toString(), "id", theirs.get("meeting_id"), "name", "theirs");
                    var answer = key.send(o.method(), o.with(values::get), o.hasBody() ? body.toBuffer() : null);
                    assertThat(answer.status()).as("%s %s", o, answer.text()).isEqualTo(404);
                })
                .filter(o -> o.variables().contains("id"))
                .peek(o -> {
                    var values = Map.of("project_id", ownTeam.toString(), "id", theirs.get("meeting_id"));
                    var answer = key.send(
                            o.method(),
                            o.with(values::get),
                            o.hasBody() ? body.toBuffer() : null,
                            "Content-Type",
                            "application/json");
                    assertThat(answer.status()).as("%s %s", o, answer.text()).isEqualTo(404);
                })
                .count();
        assertThat(tried).isGreaterThanOrEqualTo(10);
        assertThat(key.get("/api/projects/@current/desktop_recordings?search=secret")
                        .json()
                        .getInteger("count"))
                .isZero();
        assertThat(own.admin()
                        .post(
                                own.path() + "/keys",
                                new JsonObject()
                                        .put("style", "desktop")
                                        .put("person_id", me)
                                        .put("project_ids", new JsonArray().add(theirs.get("project_id"))))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_token_for_one_tenant_is_none_for_another_with_the_same_person() {
        assertThat(intruder.get("/v1/me").json().getString("tenant")).isEqualTo(own.slug());
    }
}
