package org.meetingsgateway.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ResponseContractTest {
    private static final ResponseContract CONTRACT = ResponseContract.of("canonical");
    private static final String ID = "0197d3a5-4f2c-7a60-9d11-3b8e5c0a7f42";
    private static final String TIME = "2026-03-01T09:00:00.123Z";

    @Test
    void an_answer_that_is_as_declared_passes() {
        CONTRACT.check(
                HttpMethod.GET,
                "/v1/action_items/" + ID,
                200,
                headers(),
                actionItem().toBuffer());
        CONTRACT.check(HttpMethod.GET, "/v1/action_items?limit=1", 200, headers(), list(actionItem()));
        CONTRACT.check(HttpMethod.HEAD, "/v1/action_items", 200, headers(), Buffer.buffer());
        CONTRACT.check(HttpMethod.DELETE, "/v1/action_items/x", 204, headers(), Buffer.buffer());
        CONTRACT.check(HttpMethod.GET, "/v1/action_items", 304, headers(), Buffer.buffer());
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        var item =
                actionItem().put("state", "done").put("colour", "red").put("created_at", "2026-03-01T09:00:00+01:00");
        item.remove("assignee");
        var headers = headers().remove("ETag").set("RateLimit", "5");
        assertThat(CONTRACT.violations(HttpMethod.GET, "/v1/action_items/" + ID, 200, headers, item.toBuffer()))
                .hasSize(6)
                .anyMatch(v -> v.startsWith("header ETag is missing"))
                .anyMatch(v -> v.startsWith("header RateLimit"))
                .anyMatch(v -> v.startsWith("/state"))
                .anyMatch(v -> v.startsWith("/created_at"))
                .anyMatch(v -> v.contains("colour"))
                .anyMatch(v -> v.contains("assignee"));
    }

    @Test
    void a_status_that_is_not_declared_fails() {
        assertThat(CONTRACT.violations(HttpMethod.GET, "/v1/me", 202, headers(), Buffer.buffer("{}")))
                .containsExactly("the contract does not have this status here");
    }

    @Test
    void another_content_type_fails() {
        var headers = headers().set("Content-Type", "text/html");
        assertThat(CONTRACT.violations(HttpMethod.GET, "/v1/me", 200, headers, Buffer.buffer("{}")))
                .containsExactly("content type text/html is none of [application/json]");
    }

    @Test
    void a_body_where_none_belongs_fails_and_so_does_a_missing_one() {
        assertThat(CONTRACT.violations(HttpMethod.DELETE, "/v1/reports/x", 204, headers(), Buffer.buffer("{}")))
                .containsExactly("the contract has no body here");
        assertThat(CONTRACT.violations(HttpMethod.HEAD, "/v1/reports/x", 200, headers(), Buffer.buffer("{}")))
                .containsExactly("an answer to HEAD has no body");
        assertThat(CONTRACT.violations(HttpMethod.GET, "/v1/reports/x", 200, headers(), Buffer.buffer()))
                .containsExactly("the body is empty");
        assertThat(CONTRACT.violations(HttpMethod.GET, "/v1/reports/x", 200, headers(), Buffer.buffer("{")))
                .singleElement()
                .asString()
                .startsWith("the body is no JSON");
    }

    @Test
    void what_no_operation_describes_is_a_problem() {
        var headers = problemHeaders();
        CONTRACT.check(HttpMethod.GET, "/v1/nothing", 404, headers, problem(404, "not_found"));
        CONTRACT.check(
                HttpMethod.PUT, "/v1/me", 405, headers.set("Allow", "GET, HEAD"), problem(405, "method_not_allowed"));
        assertThat(CONTRACT.violations(HttpMethod.GET, "/v1/nothing", 404, headers, problem(404, "conflict")))
                .singleElement()
                .asString()
                .startsWith("/code");
        assertThatThrownBy(() -> CONTRACT.check(HttpMethod.GET, "/v1/nothing", 200, headers(), Buffer.buffer("{}")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GET /v1/nothing answered 200");
    }

    @Test
    void a_selection_of_members_passes_only_where_it_was_asked_for() {
        var selection = new JsonObject().put("id", ID).put("title", null);
        CONTRACT.check(HttpMethod.GET, "/v1/meetings/x?fields=title", 200, headers(), selection.toBuffer());
        CONTRACT.check(HttpMethod.GET, "/v1/meetings?limit=1&fields=title", 200, headers(), list(selection));
        assertThat(CONTRACT.violations(HttpMethod.GET, "/v1/meetings/x", 200, headers(), selection.toBuffer()))
                .anyMatch(v -> v.contains("'owner'"))
                .anyMatch(v -> v.contains("'minutes'"));
        assertThat(CONTRACT.violations(HttpMethod.GET, "/v1/meetings", 200, headers(), list(selection)))
                .anyMatch(v -> v.contains("'owner'"))
                .noneMatch(v -> v.contains("'minutes'"));
    }

    @Test
    void text_is_declared_beside_json() {
        var headers = headers().set("Content-Type", "text/plain; charset=utf-8");
        CONTRACT.check(HttpMethod.GET, "/v1/meetings/x/transcript", 200, headers, Buffer.buffer("Good morning."));
    }

    @Test
    void a_violation_in_a_problem_has_a_place() {
        for (var error : List.of(
                new JsonObject().put("in", "body").put("pointer", "/a~1b/0"),
                new JsonObject().put("in", "body").put("pointer", ""),
                new JsonObject().put("in", "query").put("parameter", "limit"))) {
            CONTRACT.check(HttpMethod.GET, "/v1/me", 422, problemHeaders(), invalid(error));
        }
        for (var error : List.of(
                new JsonObject().put("in", "body"),
                new JsonObject().put("in", "body").put("parameter", "limit"),
                new JsonObject().put("in", "query").put("pointer", "/limit"))) {
            assertThat(CONTRACT.violations(HttpMethod.GET, "/v1/me", 422, problemHeaders(), invalid(error)))
                    .as(error.encode())
                    .isNotEmpty();
        }
    }

    private static Buffer invalid(JsonObject error) {
        return new JsonObject(problem(422, "invalid_request"))
                .put("errors", JsonArray.of(error.copy().put("code", "type").put("detail", "is wrong")))
                .toBuffer();
    }

    private static JsonObject actionItem() {
        return new JsonObject()
                .put("id", ID)
                .put("alias", "4e008f2c8b1f2d3a4c00002c")
                .put("meeting_id", UUID.randomUUID().toString())
                .put("title", "Send the minutes")
                .put("description", null)
                .put("assignee", null)
                .put("assignee_ids", new JsonArray())
                .put("assignees", new JsonArray())
                .put("due_at", TIME)
                .put("state", "open")
                .put("completed_at", null)
                .put("dismissed_at", null)
                .put("comments", new JsonArray())
                .put("reference", new JsonArray())
                .put("minute_id", null)
                .put("created_at", TIME)
                .put("updated_at", TIME)
                .put("version", 1);
    }

    private static Buffer list(JsonObject item) {
        return new JsonObject()
                .put("items", JsonArray.of(item))
                .put("next_cursor", null)
                .toBuffer();
    }

    private static Buffer problem(int status, String code) {
        return new JsonObject()
                .put("type", "urn:meetings-gateway:problem:" + code)
                .put("title", "A title")
                .put("status", status)
                .put("detail", "A detail")
                .put("code", code)
                .put("request_id", "r1")
                .toBuffer();
    }

    private static MultiMap problemHeaders() {
        return headers().set("Content-Type", "application/problem+json");
    }

    private static MultiMap headers() {
        return MultiMap.caseInsensitiveMultiMap()
                .set("Gateway-Source", "live")
                .set("Content-Type", "application/json")
                .set("X-Request-Id", "r1")
                .set("ETag", "\"1\"")
                .set("RateLimit-Policy", "\"burst\";q=100;w=1, \"sustained\";q=6000;w=60")
                .set("RateLimit", "\"burst\";r=99;t=1, \"sustained\";r=5999;t=60");
    }
}
