package org.meetingsgateway.server.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Unauthenticated.Reason;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.call.Problem.Violation.In;
import org.meetingsgateway.tck.ResponseContract;
import org.meetingsgateway.wire.WireResponse;

class ProblemJsonTest {
    private static final ResponseContract CONTRACT = ResponseContract.of("canonical");

    /** @param target of an operation that may fail so; null where none does yet */
    private record Sample(Problem problem, HttpMethod method, String target, int status, String code) {}

    private static final List<Sample> SAMPLES = List.of(
            sample(new Problem.Malformed("broken"), HttpMethod.POST, "/v1/meetings", 400, "malformed"),
            sample(new Problem.Unauthenticated(Reason.MISSING), HttpMethod.GET, "/v1/me", 401, "unauthenticated"),
            sample(new Problem.MissingScope("people:read"), HttpMethod.GET, "/v1/people", 403, "missing_scope"),
            sample(new Problem.Forbidden("no"), HttpMethod.POST, "/v1/people", 403, "forbidden"),
            sample(new Problem.NotFound("meeting"), HttpMethod.GET, "/v1/meetings/x", 404, "not_found"),
            sample(
                    new Problem.MethodNotAllowed("PUT", Set.of("GET", "POST")),
                    HttpMethod.PUT,
                    "/v1/meetings",
                    405,
                    "method_not_allowed"),
            sample(
                    new Problem.NotAcceptable("text/plain"),
                    HttpMethod.GET,
                    "/v1/meetings/x/transcript",
                    406,
                    "not_acceptable"),
            sample(new Problem.RequestTimeout(), HttpMethod.POST, "/v1/meetings", 408, "request_timeout"),
            sample(new Problem.Conflict("has meetings"), HttpMethod.DELETE, "/v1/projects/x", 409, "conflict"),
            sample(new Problem.ReadOnlySource(), HttpMethod.PATCH, "/v1/meetings/x", 409, "read_only_source"),
            sample(new Problem.IdempotencyInFlight(), HttpMethod.POST, "/v1/meetings", 409, "idempotency_in_flight"),
            sample(new Problem.PreconditionFailed(), HttpMethod.PATCH, "/v1/meetings/x", 412, "precondition_failed"),
            sample(new Problem.PayloadTooLarge(1024), HttpMethod.POST, "/v1/meetings", 413, "payload_too_large"),
            sample(new Problem.UriTooLong(), HttpMethod.GET, "/v1/meetings", 414, "uri_too_long"),
            sample(
                    new Problem.UnsupportedMediaType("text/csv", "application/json"),
                    HttpMethod.POST,
                    "/v1/meetings",
                    415,
                    "unsupported_media_type"),
            sample(
                    new Problem.Invalid(In.QUERY, "limit", "minimum", "must be at least 1, not 0"),
                    HttpMethod.GET,
                    "/v1/meetings",
                    422,
                    "invalid_request"),
            sample(new Problem.IdempotencyReused(), HttpMethod.POST, "/v1/meetings", 422, "idempotency_key_reused"),
            sample(
                    new Problem.PreconditionRequired(),
                    HttpMethod.DELETE,
                    "/v1/meetings/x",
                    428,
                    "precondition_required"),
            sample(new Problem.RateLimited(Duration.ofMillis(1_001)), HttpMethod.GET, "/v1/me", 429, "rate_limited"),
            sample(new Problem.HeadersTooLarge(), HttpMethod.GET, "/v1/me", 431, "headers_too_large"),
            sample(new Problem.Internal("r1"), HttpMethod.GET, "/v1/me", 500, "internal"),
            sample(new Problem.Unsupported("CreateMeeting"), HttpMethod.POST, null, 501, "unsupported"),
            sample(
                    new Problem.Unavailable("later", Duration.ofSeconds(2)),
                    HttpMethod.GET,
                    "/v1/me",
                    503,
                    "unavailable"));

    private static Sample sample(Problem problem, HttpMethod method, String target, int status, String code) {
        return new Sample(problem, method, target, status, code);
    }

    /** As the listener sends it. */
    private static WireResponse.Bytes rendered(Problem problem) {
        return (WireResponse.Bytes)
                ProblemJson.render(problem, Requests.get("/v1/me")).with("X-Request-Id", "r1");
    }

    @Test
    void there_is_a_sample_of_every_problem() {
        assertThat(SAMPLES.stream().<Class<?>>map(sample -> sample.problem().getClass()))
                .containsExactlyInAnyOrder(Problem.class.getPermittedSubclasses());
    }

    @TestFactory
    Stream<DynamicTest> every_problem_is_rendered_as_the_contract_says() {
        return SAMPLES.stream()
                .map(sample -> DynamicTest.dynamicTest(sample.code(), () -> {
                    var response = rendered(sample.problem());
                    var body = new JsonObject(response.body());
                    assertThat(response.status()).isEqualTo(sample.status());
                    assertThat(response.headers().get("Content-Type")).isEqualTo("application/problem+json");
                    assertThat(body.getInteger("status")).isEqualTo(sample.status());
                    assertThat(body.getString("code")).isEqualTo(sample.code());
                    assertThat(body.getString("type")).isEqualTo("urn:meetings-gateway:problem:" + sample.code());
                    assertThat(body.getString("request_id")).isEqualTo("r1");
                    if (sample.target() != null) {
                        CONTRACT.check(sample.method(), sample.target(), response);
                    }
                }));
    }

    @Test
    void headers_say_what_to_do() {
        assertThat(rendered(new Problem.Unauthenticated(Reason.MISSING))
                        .headers()
                        .get("WWW-Authenticate"))
                .isEqualTo("Bearer");
        assertThat(rendered(new Problem.Unauthenticated(Reason.EXPIRED))
                        .headers()
                        .get("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"invalid_token\"");
        assertThat(rendered(new Problem.MissingScope("people:read")).headers().get("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"insufficient_scope\", scope=\"people:read\"");
        assertThat(rendered(new Problem.MethodNotAllowed("PUT", Set.of("POST", "GET")))
                        .headers()
                        .get("Allow"))
                .isEqualTo("GET, POST");
        assertThat(rendered(new Problem.RateLimited(Duration.ofMillis(1_001)))
                        .headers()
                        .get("Retry-After"))
                .isEqualTo("2");
    }

    @Test
    void every_violation_is_named_and_the_detail_says_where_the_only_one_is() {
        var one = new Violation(In.BODY, "/title", "max_length", "must have at most 1000 characters, not 1001");
        var other = new Violation(In.QUERY, "limit", "minimum", "must be at least 1, not 0");
        assertThat(new JsonObject(rendered(new Problem.Invalid(List.of(one))).body()).getString("detail"))
                .isEqualTo("/title: must have at most 1000 characters, not 1001");
        var both = new JsonObject(
                rendered(new Problem.Invalid(List.of(one, other))).body());
        assertThat(both.getString("detail")).isEqualTo("2 errors");
        assertThat(both.getJsonArray("errors"))
                .isEqualTo(new JsonArray()
                        .add(new JsonObject()
                                .put("in", "body")
                                .put("pointer", "/title")
                                .put("code", "max_length")
                                .put("detail", "must have at most 1000 characters, not 1001"))
                        .add(new JsonObject()
                                .put("in", "query")
                                .put("parameter", "limit")
                                .put("code", "minimum")
                                .put("detail", "must be at least 1, not 0")));
    }
}
