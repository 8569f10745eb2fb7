package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections over HTTP. Their remote accounts are not there: how an account is asked is no matter of this. */
class ConnectionsTest {
    private static final String SECRET = "tk_live_never_to_be_told_0123456789";

    private Tenant tenant;
    private Api admin;
    private String ann;
    private String connections;

    @BeforeEach
    void tenant() {
        tenant = Tenant.create(SharedGateway.get());
        admin = tenant.admin();
        ann = tenant.person("Ann");
        connections = tenant.path() + "/connections";
    }

    private JsonObject input() {
        return new JsonObject()
                .put("style", "meetlog")
                .put("name", "Sales")
                .put("base_url", "https://meetlog.example")
                .put("credential", SECRET)
                .put("project_id", tenant.project("P").getString("id"))
                .put("owner_id", ann);
    }

    private List<String> wrong(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        return answer.json().getJsonArray("errors").stream()
                .map(error -> ((JsonObject) error).getString("pointer"))
                .toList();
    }

    @Test
    void an_operator_connects_an_account_and_platform_teams_see_it() {
        var made = admin.post(connections, input());
        var id = Tenant.created(made).getString("id");
        assertThat(made.header("Location")).isEqualTo(connections + "/" + id);

        var source = tenant.canonical(ann, "sources:read").get("/v1/sources").items();
        assertThat(source).hasSize(1);
        assertThat(source.getFirst().getString("id")).isEqualTo(id);
        assertThat(source.getFirst().getString("state"))
                .as("that nobody is there may be known already")
                .isIn("active", "degraded");
        assertThat(source.getFirst().getBoolean("read_only")).isTrue();
        assertThat(source.getFirst().getJsonArray("writes")).isEqualTo(new JsonArray());
        assertThat(tenant.canonical(ann, "meetings:read").get("/v1/sources").status())
                .isEqualTo(403);
    }

    @Test
    void an_account_that_can_be_written_says_how() {
        var desktop = input().put("style", "desktop").put("credential", "phx_0123456789abcdef0123456789abcdef");
        assertThat(wrong(admin.post(connections, desktop))).containsExactly("/upstream_project_id");
        Tenant.created(admin.post(connections, desktop.put("upstream_project_id", 7)));

        var source = tenant.canonical(ann).get("/v1/sources").items().getFirst();
        assertThat(source.getBoolean("read_only")).isFalse();
        assertThat(source.getJsonArray("writes")).contains("create_meeting", "delete_meeting", "update_meeting");
    }

    @Test
    void no_answer_tells_the_credential() {
        var one = connections + "/"
                + Tenant.created(admin.post(connections, input())).getString("id");
        var answers = List.of(
                admin.post(connections, input()),
                admin.post(connections, input().put("base_url", "nonsense")),
                admin.post(connections, input().put("extra", 1)),
                admin.patch(one, new JsonObject().put("credential", SECRET + "9")),
                admin.patch(one, new JsonObject().put("credential", SECRET + " "), "If-Match", "*"),
                admin.get(connections),
                admin.get(one),
                admin.post(one + "/pause", new JsonObject()),
                admin.post(one + "/resume", new JsonObject()),
                admin.post(one + "/resync", new JsonObject()),
                admin.get(one + "/completeness"),
                tenant.canonical(ann, "sources:read").get("/v1/sources"));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.text()).doesNotContain("never_to_be_told");
            assertThat(answer.headers().toString()).doesNotContain("never_to_be_told");
        });
        assertThat(SharedGateway.get().log()).doesNotContain("never_to_be_told");
    }

    @Test
    void addresses_of_the_inside_are_refused_unless_they_are_allowed() {
        for (var url : List.of(
                "http://127.0.0.1:8080",
                "http://localhost",
                "http://[::1]",
                "http://[::ffff:169.254.169.254]",
                "http://2130706433",
                "http://0x7f.0.0.1",
                "http://10.0.0.1",
                "https://meetlog.example/api/v1",
                "https://a:b@meetlog.example")) {
            assertThat(wrong(admin.post(connections, input().put("base_url", url))))
                    .as(url)
                    .containsExactly("/base_url");
        }
    }

    @Test
    void the_style_says_what_its_account_needs() {
        assertThat(wrong(admin.post(
                        connections,
                        input().put("credential", "phx_1")
                                .put("account", "acme")
                                .put("upstream_project_id", 1))))
                .containsExactlyInAnyOrder("/credential", "/account", "/upstream_project_id");
        assertThat(wrong(admin.post(connections, new JsonObject()))).hasSize(5);
    }

    @Test
    void what_is_no_object_is_refused() {
        for (var body : List.of("", "{", "[]", "null", "\"x\"", "{\"a\":1,\"a\":2}")) {
            var answer = admin.send("POST", connections, Buffer.buffer(body), "Content-Type", "application/json");
            assertThat(answer.status()).as(body).isIn(400, 422);
        }
    }

    @Test
    void lists_are_paged_without_loss() {
        var made = IntStream.range(0, 5)
                .mapToObj(i -> Tenant.created(admin.post(connections, input())).getString("id"))
                .toList();
        var first = admin.get(connections + "?limit=3");
        var second = admin.get(connections + "?limit=3&cursor=" + first.json().getString("next_cursor"));

        assertThat(first.items()).hasSize(3);
        assertThat(second.json().getString("next_cursor")).isNull();
        assertThat(List.of(first, second).stream()
                        .flatMap(page -> page.items().stream())
                        .map(each -> each.getString("id")))
                .isEqualTo(made.reversed());
    }

    @Test
    void a_connection_that_is_deleted_is_gone_everywhere() {
        var id = Tenant.created(admin.post(connections, input())).getString("id");

        assertThat(admin.delete(connections + "/" + id, "If-Match", "\"7\"").status())
                .isEqualTo(412);
        assertThat(admin.delete(connections + "/" + id).status()).isEqualTo(204);
        assertThat(admin.get(connections + "/" + id).status()).isEqualTo(404);
        assertThat(tenant.canonical(ann).get("/v1/sources/" + id).status()).isEqualTo(404);
    }
}
