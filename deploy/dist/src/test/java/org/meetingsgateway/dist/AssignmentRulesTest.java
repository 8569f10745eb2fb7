package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules that are written on the desktop surface act on what fails on any, and what they did is seen. */
class AssignmentRulesTest {
    private Tenant tenant;
    private JsonObject project;
    private int user;
    private Api key;
    private Api token;
    private String base;

    @BeforeEach
    void tenant() {
        tenant = Tenant.create(SharedGateway.get());
        var ann = tenant.person("Ann");
        user = tenant.admin().get(tenant.path() + "/people/" + ann).json().getInteger("user");
        project = tenant.project("Team A");
        key = tenant.desktop(ann);
        token = tenant.canonical(ann);
        base = "/api/environments/" + project.getInteger("team");
    }

    private JsonObject rule(String message, JsonObject assignee) {
        var property = new JsonObject()
                .put("key", "message")
                .put("operator", "icontains")
                .put("value", message);
        var filters = new JsonObject().put("type", "AND").put("values", new JsonArray().add(property));
        return Tenant.created(key.post(
                base + "/error_tracking/assignment_rules/",
                new JsonObject().put("filters", filters).put("assignee", assignee)));
    }

    private static JsonObject role() {
        return new JsonObject().put("type", "role").put("id", UUID.randomUUID().toString());
    }

    private JsonObject ann() {
        return new JsonObject().put("type", "user").put("id", user);
    }

    private List<JsonObject> failures(String query) {
        return token.get("/v1/failures" + query).items();
    }

    private static double counted(String kind, String assignee) {
        var name = "gateway_failures_total{assignee=\"" + assignee + "\",kind=\"" + kind + "\"} ";
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(SharedGateway.get().management() + "/metrics"))
                    .build();
            return http.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                    .sum();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_recording_that_fails_on_the_desktop_surface_is_assigned_by_the_first_rule_that_matches() {
        rule("disk", role());
        var second = rule("TIMEOUT", ann());
        rule("timeout", role());
        double before = counted("recording", "user");
        var recording = Tenant.created(key.post(base + "/desktop_recordings/", new JsonObject()));
        var failed = key.patch(
                base + "/desktop_recordings/" + recording.getString("id") + "/",
                new JsonObject().put("status", "error").put("error_message", "Timeout while uploading"));
        assertThat(failed.status()).isEqualTo(200);
        var failure = failures("?resolved=false&kind=recording").getFirst();
        assertThat(failure.getString("meeting_id")).isEqualTo(recording.getString("id"));
        assertThat(failure.getString("message")).isEqualTo("Timeout while uploading");
        assertThat(failure.getJsonObject("assignee")).isEqualTo(ann());
        assertThat(failure.getString("rule_id")).isEqualTo(second.getString("id"));
        assertThat(failure.getString("first_seen")).isEqualTo(failure.getString("last_seen"));
        assertThat(counted("recording", "user")).isEqualTo(before + 1);

        key.patch(
                base + "/desktop_recordings/" + recording.getString("id") + "/",
                new JsonObject().put("status", "ready"));
        assertThat(failures("?resolved=false")).isEmpty();
        assertThat(failures("?resolved=true").getFirst().getString("resolved_at"))
                .isNotNull();
        assertThat(counted("recording", "user")).isEqualTo(before + 1);
    }

    @Test
    void a_meeting_that_fails_on_v1_is_assigned_too_and_a_repeated_request_counts_once() {
        var assignee = role();
        var rule = rule("net", assignee);
        double before = counted("recording", "role");
        var meeting = token.post("/v1/meetings", new JsonObject().put("project_id", project.getString("id")));
        var target = "/v1/meetings/" + meeting.json().getString("id");
        var change = new JsonObject().put("status", "failed").put("recording", new JsonObject().put("error", "no net"));
        for (int i = 0; i < 2; i++) {
            var failed = token.patch(target, change, "If-Match", meeting.header("ETag"), "Idempotency-Key", "once");
            assertThat(failed.status()).as(failed.text()).isEqualTo(200);
        }
        assertThat(failures("")).hasSize(1);
        assertThat(failures("").getFirst().getJsonObject("assignee")).isEqualTo(assignee);
        assertThat(failures("").getFirst().getString("rule_id")).isEqualTo(rule.getString("id"));
        assertThat(counted("recording", "role")).isEqualTo(before + 1);
    }

    @Test
    void failures_have_pages_and_belong_to_their_tenant() {
        for (int i = 0; i < 3; i++) {
            Tenant.created(token.post("/v1/meetings", new JsonObject().put("status", "failed")));
        }
        var page = token.get("/v1/failures?limit=2").json();
        assertThat(page.getJsonArray("items")).hasSize(2);
        assertThat(failures("?limit=2&cursor=" + page.getString("next_cursor"))).hasSize(1);
        assertThat(failures("").getFirst().getJsonObject("assignee")).isNull();
        assertThat(token.get("/v1/failures?kind=other").status()).isEqualTo(422);
        var other = Tenant.create(SharedGateway.get());
        assertThat(other.canonical(other.person("Eve")).get("/v1/failures").items())
                .isEmpty();
    }
}
