package org.meetingsgateway.server.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.call.Problem.Violation.In;
import org.meetingsgateway.wire.WireRequest;

class RequestContractTest {
    private static final RequestContract CONTRACT = RequestContract.load("canonical");

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        var violations = violations(HttpMethod.POST, "/v1/meetings", request("""
                        {"title": 5, "id": "x", "colour": "red", "status": "done", "url": "ftp://example.com",
                         "starts_at": "yesterday", "duration_seconds": -5, "project_id": "12",
                         "tags": ["fine", "", "a\\u0000b"], "participants": [{"name": "Ada", "a/b~c": 1}]}
                        """, "colour", "red"));

        assertThat(violations)
                .extracting(Violation::in, Violation::field, Violation::code)
                .containsExactlyInAnyOrder(
                        tuple(In.QUERY, "colour", "unknown_parameter"),
                        tuple(In.BODY, "/title", "type"),
                        tuple(In.BODY, "/id", "read_only"),
                        tuple(In.BODY, "/colour", "unknown_member"),
                        tuple(In.BODY, "/status", "enum"),
                        tuple(In.BODY, "/url", "pattern"),
                        tuple(In.BODY, "/starts_at", "format"),
                        tuple(In.BODY, "/duration_seconds", "minimum"),
                        tuple(In.BODY, "/project_id", "format"),
                        tuple(In.BODY, "/tags/1", "min_length"),
                        tuple(In.BODY, "/tags/2", "pattern"),
                        tuple(In.BODY, "/participants/0/a~1b~0c", "unknown_member"));
    }

    @Test
    void a_detail_names_the_offending_and_the_expected_value() {
        assertThat(violations(
                        HttpMethod.POST,
                        "/v1/meetings",
                        request("{\"status\": \"done\", \"duration_seconds\": -5, \"title\": [], \"tags\": null}")))
                .extracting(Violation::message)
                .containsExactlyInAnyOrder(
                        "must be one of scheduled, recording, uploading, processing, completed, failed, not \"done\"",
                        "must be at least 0, not -5",
                        "must be string or null, not an array");
    }

    @Test
    void a_member_that_is_missing_is_named_where_it_should_be() {
        assertThat(violations(HttpMethod.POST, "/v1/meetings/:id/reports", request("{\"content\": \"x\"}")))
                .containsExactly(
                        new Violation(In.BODY, "/template_name", "required", "is required"),
                        new Violation(In.BODY, "/template_code", "required", "is required"));
    }

    @Test
    void a_participant_is_somebody() {
        assertThat(
                        violations(
                                HttpMethod.POST,
                                "/v1/meetings",
                                request(
                                        "{\"participants\": [{\"name\": \"Ada\"}, {\"email\": \"a@b\"}, {\"name\": null, \"person_id\": null}]}")))
                .containsExactly(
                        new Violation(In.BODY, "/participants/1", "required", "one of person_id, name is required"),
                        new Violation(In.BODY, "/participants/2", "required", "one of person_id, name is required"));
    }

    @Test
    void a_participant_that_was_read_can_be_written_back() {
        var body = "{\"participants\": [{\"person_id\": null, \"name\": \"Ada\", \"email\": null, \"status\": null}]}";
        assertThat(check(HttpMethod.POST, "/v1/meetings", request(body))).isEqualTo(new JsonObject(body));
    }

    @Test
    void minutes_have_sixteen_levels_at_most() {
        assertThat(check(HttpMethod.POST, "/v1/meetings", request("{\"minutes\": " + nested(16) + "}"))
                        .getJsonArray("minutes"))
                .hasSize(1);
        assertThat(violations(HttpMethod.POST, "/v1/meetings", request("{\"minutes\": " + nested(17) + "}")))
                .containsExactly(new Violation(In.BODY, "/minutes", "max_depth", "must not be nested so deeply"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/people, 2",
        "PATCH, /v1/people/:id, 0",
        "POST, /v1/admin/tenants, 2",
        "PATCH, /v1/admin/tenants/:slug, 0",
        "PATCH, /v1/admin/tenants/:slug/people/:id, 0"
    })
    void a_time_zone_is_one_that_somebody_knows(String method, String path, int required) {
        var operation = HttpMethod.valueOf(method);
        assertThat(violations(operation, path, request("{\"timezone\": \"Mars/Olympus\"}")))
                .contains(new Violation(
                        In.BODY,
                        "/timezone",
                        "timezone",
                        "must be a time zone of the IANA database or of Rails, such as Europe/London,"
                                + " not \"Mars/Olympus\""))
                .hasSize(required + 1);
        assertThat(check(HttpMethod.PATCH, "/v1/people/:id", request("{\"timezone\": \"London\"}")))
                .isEqualTo(new JsonObject().put("timezone", "London"));
        assertThat(check(HttpMethod.PATCH, "/v1/people/:id", request("{\"timezone\": null}")))
                .isEqualTo(new JsonObject().putNull("timezone"));
    }

    @Test
    void a_secret_is_never_repeated() {
        var body = new JsonObject()
                .put("style", "meetlog")
                .put("person_id", "0197d3a5-2222-7e00-9b00-5a4b3c2d1e0f")
                .put("secret", "top secret with spaces");
        assertThat(violations(HttpMethod.POST, "/v1/admin/tenants/:slug/keys", request(body.encode())))
                .singleElement()
                .satisfies(v -> {
                    assertThat(v.field()).isEqualTo("/secret");
                    assertThat(v.message()).doesNotContain("top secret");
                });
    }

    @Test
    void a_value_in_a_detail_is_shortened() {
        assertThat(violations(HttpMethod.POST, "/v1/meetings", request("{\"status\": \"" + "x".repeat(5000) + "\"}")))
                .singleElement()
                .satisfies(v -> assertThat(v.message()).hasSizeLessThan(200));
    }

    @Test
    void a_request_without_anything_passes() {
        assertThat(check(HttpMethod.GET, "/v1/meetings", WireRequest.get("/v1/meetings")))
                .isEqualTo(new JsonObject());
        assertThat(check(HttpMethod.GET, "/v1/me", WireRequest.get("/v1/me"))).isEqualTo(new JsonObject());
    }

    @Test
    void query_parameters_are_read_as_their_types() {
        var good = WireRequest.get("/v1/meetings")
                .with("limit", 100)
                .with("status", "completed,failed")
                .with("has_transcript", true)
                .with("starts_after", "2026-03-01T00:00:00.123456+02:00")
                .with("sort", "-updated_at")
                .with("fields", "title,reports")
                .with("tag", "x");
        assertThat(check(HttpMethod.GET, "/v1/meetings", good)).isEqualTo(new JsonObject());

        var bad = WireRequest.get("/v1/meetings")
                .with("limit", 101)
                .with("status", "completed,done")
                .with("has_transcript", "yes")
                .with("starts_after", "2026-02-30T00:00:00Z")
                .with("sort", "title")
                .with("fields", "")
                .with("project_id", "1");
        assertThat(violations(HttpMethod.GET, "/v1/meetings", bad))
                .extracting(Violation::in, Violation::field, Violation::code)
                .containsExactlyInAnyOrder(
                        tuple(In.QUERY, "limit", "maximum"),
                        tuple(In.QUERY, "status", "enum"),
                        tuple(In.QUERY, "has_transcript", "type"),
                        tuple(In.QUERY, "starts_after", "format"),
                        tuple(In.QUERY, "sort", "enum"),
                        tuple(In.QUERY, "fields", "enum"),
                        tuple(In.QUERY, "project_id", "format"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ten", "1.5", "0x10", "-1", "0", "99999999999999999999999999999999", "1e2", " 5"})
    void a_limit_that_is_none_is_refused(String limit) {
        assertThat(violations(
                        HttpMethod.GET,
                        "/v1/people",
                        WireRequest.get("/v1/people").with("limit", limit)))
                .singleElement()
                .extracting(Violation::field)
                .isEqualTo("limit");
    }

    @Test
    void a_parameter_that_is_given_twice_is_refused() {
        var query = MultiMap.caseInsensitiveMultiMap().add("limit", "1").add("limit", "2");
        var request = new WireRequest(
                HttpMethod.GET, "", "/v1/people", Map.of(), query, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer());
        assertThat(violations(HttpMethod.GET, "/v1/people", request))
                .containsExactly(new Violation(In.QUERY, "limit", "repeated", "must be given once"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[]",
                "null",
                "\"x\"",
                "5",
                "{\"title\": \"a\"} x",
                "{\"title\": \"a\"}{}",
                "{\"title\": \"a\", \"title\": \"b\"}",
                "{\"title\": 'a'}",
                "{\"title\": NaN}",
                "{\"title\": \"a\",}",
                "{\"duration_seconds\": 1e999}",
                "{\"duration_seconds\": 01}",
                "{\"title\": \"\\ud800\"}",
                "{\"\\udc00\": 1}",
                "{// no comments\n}"
            })
    void what_is_no_json_object_is_malformed(String body) {
        assertThatThrownBy(() -> check(HttpMethod.POST, "/v1/meetings", request(body)))
                .isInstanceOf(Problem.Malformed.class);
    }

    @Test
    void bombs_are_malformed() {
        var deep = "{\"minutes\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        var wide = "{\"tags\": [" + "1,".repeat(500_000) + "1]}";
        var long_number = "{\"duration_seconds\": " + "9".repeat(100_000) + "}";
        var exponent = "{\"duration_seconds\": 1e" + "9".repeat(90) + "}";
        var name = "{\"" + "x".repeat(100_000) + "\": 1}";
        for (var body : List.of(deep, wide, long_number, exponent, name)) {
            assertThatThrownBy(() -> check(HttpMethod.POST, "/v1/meetings", request(body)))
                    .as(body.substring(0, 40))
                    .isInstanceOf(Problem.Malformed.class);
        }
    }

    @Test
    void bytes_that_are_no_utf_8_are_malformed() {
        var bytes = Buffer.buffer("{\"title\": \"").appendByte((byte) 0xff).appendString("\"}");
        assertThatThrownBy(() -> check(HttpMethod.POST, "/v1/meetings", request(bytes, null)))
                .isInstanceOf(Problem.Malformed.class);
    }

    @Test
    void a_text_may_be_as_long_as_the_contract_says() {
        var notes = "é\\n".repeat(500_000);
        assertThat(check(HttpMethod.POST, "/v1/meetings", request("{\"notes\": \"" + notes + "\"}"))
                        .getString("notes"))
                .hasSize(1_000_000);
        assertThat(violations(HttpMethod.POST, "/v1/meetings", request("{\"notes\": \"x" + notes + "\"}")))
                .containsExactly(new Violation(
                        In.BODY, "/notes", "max_length", "must have at most 1000000 characters, not 1000001"));
    }

    @Test
    void a_segment_is_taken_as_it_is() {
        var body = "{\"segments\": [{\"text\": \"Good morning.\", \"start_ms\": 12.5, \"final\": null}]}";
        assertThat(check(HttpMethod.POST, "/v1/meetings/:id/transcript/segments", request(body)))
                .isEqualTo(new JsonObject(body));
    }

    @Test
    void a_hundred_violations_are_enough() {
        var members = new JsonObject();
        for (int i = 0; i < 5000; i++) {
            members.put("unknown" + i, i);
        }
        assertThat(violations(HttpMethod.POST, "/v1/meetings", request(members.encode())))
                .hasSize(100);
    }

    @Test
    void whole_numbers_are_whole_however_they_are_written() {
        var body = check(HttpMethod.POST, "/v1/meetings", request("{\"duration_seconds\": 60.0}"));
        assertThat(body.getValue("duration_seconds")).isEqualTo(60L);
        assertThat(violations(HttpMethod.POST, "/v1/meetings", request("{\"duration_seconds\": 60.5}")))
                .singleElement()
                .extracting(Violation::code)
                .isEqualTo("type");
    }

    @Test
    void a_body_is_taken_in_the_declared_types_only() {
        for (var type :
                List.of("application/json", "Application/JSON; charset=UTF-8", "application/merge-patch+json")) {
            assertThat(check(HttpMethod.PATCH, "/v1/meetings/:id", request(Buffer.buffer("{}"), type)))
                    .isEqualTo(new JsonObject());
        }
        assertThat(check(HttpMethod.PATCH, "/v1/meetings/:id", request(Buffer.buffer("{}"), null)))
                .isEqualTo(new JsonObject());
        for (var type : List.of("text/plain", "application/json; charset=utf-16", "application/xml", "nonsense")) {
            assertThatThrownBy(() -> check(HttpMethod.PATCH, "/v1/meetings/:id", request(Buffer.buffer("{}"), type)))
                    .isInstanceOf(Problem.UnsupportedMediaType.class);
        }
        assertThatThrownBy(() -> check(
                        HttpMethod.POST, "/v1/meetings", request(Buffer.buffer("{}"), "application/merge-patch+json")))
                .isInstanceOf(Problem.UnsupportedMediaType.class);
    }

    @Test
    void a_body_where_none_is_taken_is_ignored() {
        assertThat(check(HttpMethod.DELETE, "/v1/meetings/:id", request("not json")))
                .isEqualTo(new JsonObject());
    }

    @Test
    void null_clears_what_may_be_empty_and_nothing_else() {
        assertThat(
                        check(
                                HttpMethod.PATCH,
                                "/v1/meetings/:id",
                                request(
                                        "{\"title\": null, \"tags\": null, \"conference\": null, \"recording\": {\"url\": null}}")))
                .hasSize(4);
        assertThat(violations(
                        HttpMethod.PATCH,
                        "/v1/meetings/:id",
                        request("{\"status\": null, \"privacy\": null, \"owner_id\": null}")))
                .extracting(Violation::field)
                .containsExactlyInAnyOrder("/status", "/privacy", "/owner_id");
    }

    @Test
    void lists_inside_a_body_are_values_of_vertx() {
        var body = check(
                HttpMethod.POST, "/v1/meetings", request("{\"tags\": [\"a\"], \"conference\": {\"number\": \"1\"}}"));
        assertThat(body.getJsonArray("tags")).isEqualTo(JsonArray.of("a"));
        assertThat(body.getJsonObject("conference").getString("number")).isEqualTo("1");
    }

    @Test
    void segments_are_bounded() {
        for (var body : List.of(
                "{\"segments\": []}",
                "{\"segments\": [{\"text\": \"  \"}]}",
                "{\"segments\": [{\"text\": \"\"}]}",
                "{\"segments\": [" + "{\"text\": \"x\"},".repeat(1000) + "{\"text\": \"x\"}]}",
                "{}")) {
            assertThat(violations(HttpMethod.POST, "/v1/meetings/:id/transcript/segments", request(body)))
                    .isNotEmpty();
        }
    }

    @Test
    void an_operation_that_the_contract_does_not_have_is_an_error_of_the_programmer() {
        assertThatIllegalArgumentException().isThrownBy(() -> CONTRACT.operation(HttpMethod.PUT, "/v1/meetings"));
        assertThat(CONTRACT.operations()).contains("GET /v1/meetings/{}", "POST /v1/admin/tokens");
        assertThat(CONTRACT.operation(HttpMethod.GET, "/v1/meetings/{meeting_id}")
                        .query())
                .containsExactlyInAnyOrder("fields", "expand");
    }

    private static String nested(int levels) {
        return "[{\"title\": \"x\", \"children\": ".repeat(levels - 1) + "[{\"title\": \"x\"}]"
                + "}]".repeat(levels - 1);
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.api.Assertions.tuple(values);
    }

    private static JsonObject check(HttpMethod method, String path, WireRequest request) {
        return CONTRACT.operation(method, path).check(request);
    }

    private static List<Violation> violations(HttpMethod method, String path, WireRequest request) {
        var invalid = catchThrowableOfType(Problem.Invalid.class, () -> check(method, path, request));
        assertThat(invalid).as("refused").isNotNull();
        return invalid.violations();
    }

    private static WireRequest request(String body, Object... query) {
        var request = request(Buffer.buffer(body), "application/json");
        return query.length == 0 ? request : request.with(query[0].toString(), query[1]);
    }

    private static WireRequest request(Buffer body, @org.jspecify.annotations.Nullable String type) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        if (type != null) {
            headers.set("Content-Type", type);
        }
        return new WireRequest(HttpMethod.POST, "", "/", Map.of(), MultiMap.caseInsensitiveMultiMap(), headers, body);
    }
}
