package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Saved queries over HTTP and the store; each test has a tenant of its own. */
class DesktopQueriesTest {
    private static final String TITLES = "SELECT title FROM meetings ORDER BY title";

    private Tenant tenant;
    private String ann;
    private JsonObject project;
    private Api key;
    private String queries;

    @BeforeEach
    void tenant() {
        tenant = Tenant.create(SharedGateway.get());
        ann = tenant.person("Ann");
        project = tenant.project("Team A");
        key = tenant.desktop(ann);
        queries = queries(project);
    }

    private static String queries(JsonObject project) {
        return "/api/environments/" + project.getInteger("team") + "/endpoints/";
    }

    private static JsonObject statement(String sql) {
        return new JsonObject().put("kind", "HogQLQuery").put("query", sql);
    }

    private static JsonObject query(String name, String sql) {
        return new JsonObject().put("name", name).put("query", statement(sql));
    }

    private static JsonObject ok(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static void assertRefused(Answer answer, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().getString("type")).isEqualTo("validation_error");
        assertThat(answer.json().getString("code")).as(answer.text()).isEqualTo(code);
        assertThat(answer.json().getValue("attr")).isNull();
    }

    private void meeting(String title, JsonObject where) {
        var meeting = new JsonObject()
                .put("title", title)
                .put("status", "completed")
                .put("project_id", where.getString("id"));
        var id = Tenant.created(tenant.canonical(ann).post("/v1/meetings", meeting))
                .getString("id");
        var segment = new JsonObject().put("text", "Hello").put("speaker", "Ann");
        ok(tenant.canonical(ann)
                .post(
                        "/v1/meetings/" + id + "/transcript/segments",
                        new JsonObject().put("segments", new JsonArray(List.of(segment)))));
    }

    private JsonArray rows(String name) {
        return ok(key.get(queries + name + "/run")).getJsonArray("results");
    }

    @Test
    void a_query_is_saved_run_changed_and_deleted() {
        meeting("Kick-off", project);
        var made = Tenant.created(key.post(queries, query("titles", TITLES)));
        assertThat(ok(key.get(queries + "titles"))).isEqualTo(made);
        assertThat(ok(key.get(queries)).getJsonArray("results")).isEqualTo(new JsonArray().add(made));
        var result = ok(key.get(made.getString("endpoint_path")));
        assertThat(result.getJsonArray("results")).isEqualTo(new JsonArray("[[\"Kick-off\"]]"));
        assertThat(result.getJsonArray("columns")).isEqualTo(new JsonArray("[\"title\"]"));
        assertThat(result.getJsonArray("types")).isEqualTo(new JsonArray("[[\"title\", \"text\"]]"));
        ok(key.patch(queries + "titles", new JsonObject().put("is_active", false)));
        assertThat(key.get(queries + "titles/run").status()).isEqualTo(404);
        assertThat(key.delete(queries + "titles").status()).isEqualTo(204);
        assertThat(key.get(queries + "titles").status()).isEqualTo(404);
    }

    @Test
    void a_result_is_told_again_until_a_fresh_one_is_asked_for() {
        Tenant.created(key.post(queries, query("titles", TITLES)));
        assertThat(rows("titles")).isEmpty();
        meeting("Kick-off", project);
        var again = ok(key.get(queries + "titles/run"));
        assertThat(again.getBoolean("is_cached")).isTrue();
        assertThat(again.getJsonArray("results")).isEmpty();
        var fresh = ok(key.post(queries + "titles/run", new JsonObject().put("refresh", "force_blocking")));
        assertThat(fresh.getBoolean("is_cached")).isFalse();
        assertThat(fresh.getString("cache_key")).isEqualTo(again.getString("cache_key"));
        assertThat(fresh.getJsonArray("results")).hasSize(1);
        assertThat(rows("titles")).hasSize(1);
    }

    @Test
    void variables_are_values_and_never_sql() {
        meeting("Kick-off", project);
        var variables = new JsonObject()
                .put("v1", new JsonObject().put("code_name", "title").put("value", "Kick-off"));
        var body = query("titled", "SELECT title FROM meetings WHERE title = {variables.title}");
        body.getJsonObject("query").put("variables", variables);
        Tenant.created(key.post(queries, body));
        assertThat(rows("titled")).hasSize(1);
        for (var hostile : List.of("' OR '1'='1", "x'; DROP TABLE meeting; --", "{variables.title}")) {
            var values = new JsonObject().put("variables_values", new JsonObject().put("title", hostile));
            assertThat(ok(key.post(queries + "titled/run", values)).getJsonArray("results"))
                    .isEmpty();
        }
        var override = new JsonObject()
                .put("variables_override", new JsonObject().put("v1", new JsonObject().put("value", "other")));
        assertThat(ok(key.post(queries + "titled/run", override)).getJsonArray("results"))
                .isEmpty();
    }

    @Test
    void a_query_reads_its_own_project_and_tenant_only() {
        var other = tenant.project("Team B");
        meeting("Theirs", other);
        meeting("Ours", project);
        Tenant.created(key.post(queries, query("titles", TITLES)));
        Tenant.created(key.post(queries(other), query("titles", TITLES)));
        assertThat(rows("titles")).isEqualTo(new JsonArray("[[\"Ours\"]]"));
        var stranger = Tenant.create(SharedGateway.get());
        var theirKey = stranger.desktop(stranger.person("Eve"));
        var theirs = queries(stranger.project("Own"));
        assertThat(theirKey.get(queries + "titles/run").status()).isEqualTo(404);
        Tenant.created(theirKey.post(theirs, query("titles", TITLES)));
        assertThat(ok(theirKey.get(theirs + "titles/run")).getJsonArray("results"))
                .isEmpty();
    }

    @Test
    void what_may_not_be_asked_is_refused_when_it_is_saved() {
        assertRefused(key.post(queries, query("a", "SELEC 1")), "syntax_error");
        assertRefused(key.post(queries, query("a", "SELECT * FROM pg_shadow")), "unknown_table");
        assertRefused(key.post(queries, query("a", "SELECT pg_sleep(10)")), "function_not_allowed");
        assertRefused(key.post(queries, query("a", "SELECT 1; SELECT 2")), "multiple_statements");
        assertThat(ok(key.get(queries)).getJsonArray("results")).isEmpty();
    }

    @Test
    void last_runs_are_told() {
        Tenant.created(key.post(queries, query("titles", TITLES)));
        var names = new JsonObject().put("names", new JsonArray().add("titles").add("unknown"));
        var before = ok(key.post(queries + "last_execution_times", names)).getJsonObject("query_status");
        assertThat(before.getJsonArray("results")).isEmpty();
        rows("titles");
        var after = ok(key.post(queries + "last_execution_times/", names)).getJsonObject("query_status");
        assertThat(after.getInteger("team_id")).isEqualTo(project.getInteger("team"));
        assertThat(after.getJsonArray("results").getJsonArray(0).getString(0)).isEqualTo("titles");
        assertThat(after.getJsonArray("results")).hasSize(1);
    }
}
