package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces of a real gateway, which logs JSON, at a collector. */
class TracingTest {
    private static final String SECRET = "collector-secret";

    @TempDir
    static Path folder;

    private static Collector collector;
    private static FakeRecall others;
    private static GatewayProcess gateway;
    private static Tenant tenant;
    private static String ann;
    private static Api api;

    @BeforeAll
    static void start() throws Exception {
        collector = new Collector();
        others = new FakeRecall();
        others.does(TracingTest::answer);
        var settings = GatewayProcess.settings(folder.resolve("data"));
        settings.put("GATEWAY_LOG_FORMAT", "json");
        settings.put("GATEWAY_UPSTREAM_ALLOW", "127.0.0.0/8");
        settings.put("RECALL_API_URL", others.url());
        settings.put("RECALL_API_KEY", FakeRecall.KEY);
        settings.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url());
        settings.put("OTEL_EXPORTER_OTLP_HEADERS", "Authorization=Bearer%20" + SECRET);
        settings.put("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test");
        settings.put("OTEL_TRACES_SAMPLER", ""); // as Compose has it where nobody sets it
        settings.put("OTEL_BSP_SCHEDULE_DELAY", "100");
        gateway = GatewayProcess.start(settings);
        tenant = Tenant.create(gateway);
        ann = tenant.person("Ann");
        api = tenant.canonical(ann);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        others.close();
        collector.close();
    }

    /** Recall, and a MeetLog account without meetings. */
    private static void answer(HttpServerRequest request) {
        if (request.path().startsWith("/api/v1/export")) {
            FakeRecall.answer(
                    request,
                    200,
                    new JsonObject()
                            .put("items", new JsonArray())
                            .put(
                                    "meta",
                                    new JsonObject()
                                            .put("page", 1)
                                            .put("page_size", 100)
                                            .put("total", 0)
                                            .put("total_pages", 0))
                            .encode());
            return;
        }
        FakeRecall.answer(
                request,
                201,
                new JsonObject()
                        .put("id", UUID.randomUUID().toString())
                        .put("upload_token", "token")
                        .encode());
    }

    private static String id(int bytes) {
        var random = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(random);
        random[0] = 1;
        return HexFormat.of().formatHex(random);
    }

    private static JsonObject logged(String requestId) {
        Wait.until(
                "line of " + requestId,
                () -> gateway.log().lines().anyMatch(line -> line.contains(requestId) && line.contains("\"access\"")));
        return gateway.log()
                .lines()
                .filter(line -> line.contains(requestId) && line.contains("\"access\""))
                .map(JsonObject::new)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_trace_of_a_caller_goes_on_in_spans_log_and_problem() {
        var trace = id(16);
        var caller = id(8);
        var request = "r-" + id(8);
        var problem = api.get(
                "/v1/meetings/" + UUID.randomUUID() + "?fields=id",
                "traceparent",
                "00-" + trace + "-" + caller + "-01",
                "tracestate",
                "vendor=private",
                "X-Request-Id",
                request);
        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.json().getString("trace_id")).isEqualTo(trace);

        var span = collector.span(trace, "GET /v1/meetings/:meeting_id");
        assertThat(span.parent()).isEqualTo(caller);
        assertThat(span.kind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(span.failed()).isFalse();
        assertThat(span.attributes())
                .containsEntry("service.name", "meetings-gateway")
                .containsEntry("deployment.environment.name", "test")
                .containsEntry("http.route", "/v1/meetings/:meeting_id")
                .containsEntry("http.response.status_code", "404")
                .containsEntry("gateway.tenant", tenant.slug())
                .containsEntry("gateway.request_id", request)
                .containsKeys("service.version", "service.instance.id");
        var statement = collector.span(trace, "SELECT meeting");
        assertThat(statement.parent()).isEqualTo(span.id());
        assertThat(statement.kind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(statement.attributes()).containsEntry("db.system.name", "postgresql");

        var line = logged(request);
        assertThat(line.getString("trace_id")).isEqualTo(trace);
        assertThat(line.getString("span_id")).isEqualTo(span.id());
        assertThat(line.getString("message")).isEqualTo("request");
        assertThat(line.getString("route")).isEqualTo("/v1/meetings/:meeting_id");
        assertThat(line.getString("tenant")).isEqualTo(tenant.slug());
        assertThat(line.getValue("status")).isEqualTo(404);
        assertThat(line.getValue("duration_ms")).isInstanceOf(Double.class);
        assertThat(line.getValue("bytes")).isInstanceOf(Integer.class);
    }

    @Test
    void a_write_is_a_transaction_in_its_trace() {
        var trace = id(16);
        Tenant.created(api.post(
                "/v1/meetings",
                new JsonObject().put("title", "Kick-off").put("status", "scheduled"),
                "Idempotency-Key",
                id(8),
                "traceparent",
                "00-" + trace + "-" + id(8) + "-01"));
        var request = collector.span(trace, "POST /v1/meetings");
        assertThat(collector.span(trace, "transaction").parent()).isEqualTo(request.id());
        assertThat(collector.span(trace, "INSERT meeting").parent()).isEqualTo(request.id());
    }

    @Test
    void a_traceparent_that_is_none_begins_a_new_trace() {
        var trace = id(16);
        var span = id(8);
        var valid = "00-" + trace + "-" + span + "-01";
        for (var wrong : List.of(
                "",
                "00-" + trace + "-" + span,
                "00-" + trace.substring(1) + "x-" + span + "-01",
                "ff-" + trace + "-" + span + "-01",
                "00-00000000000000000000000000000000-" + span + "-01",
                "00-" + trace + "-0000000000000000-01",
                valid + "-more",
                valid.toUpperCase(java.util.Locale.ROOT),
                "00-" + trace.repeat(100) + "-" + span + "-01")) {
            begins(trace, "traceparent", wrong);
        }
        begins(trace, "traceparent", valid, "traceparent", valid);
    }

    private static void begins(String trace, String... headers) {
        var problem = api.get("/v1/nowhere", headers).json();
        assertThat(problem.getString("trace_id"))
                .as(String.join(" ", headers))
                .matches("[0-9a-f]{32}")
                .isNotEqualTo(trace);
    }

    @Test
    void who_is_asked_gets_the_trace_and_nothing_else_of_the_caller() {
        var trace = id(16);
        var caller = tenant.desktop(ann);
        var recordings = "/api/projects/" + tenant.project("Team " + id(4)).getInteger("team") + "/desktop_recordings/";
        Tenant.created(caller.post(
                recordings,
                new JsonObject().put("platform", "zoom"),
                "traceparent",
                "00-" + trace + "-" + id(8) + "-01",
                "tracestate",
                "vendor=private",
                "baggage",
                "user=private"));
        var asked = collector.span(trace, "recall create_upload");
        assertThat(asked.kind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(asked.attributes()).containsEntry("http.response.status_code", "201");
        assertThat(asked.parent())
                .isEqualTo(collector
                        .span(trace, "POST /api/projects/:project_id/desktop_recordings")
                        .id());
        var headers = told(trace);
        assertThat(headers.get("traceparent")).isEqualTo("00-" + trace + "-" + asked.id() + "-01");
        assertThat(headers.contains("tracestate")).isFalse();
        assertThat(headers.contains("baggage")).isFalse();
    }

    private static MultiMap told(String trace) {
        return others.headers().stream()
                .filter(headers -> String.valueOf(headers.get("traceparent")).contains(trace))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_run_of_the_mirror_is_a_trace_of_its_own() {
        var connection = Tenant.created(tenant.admin()
                .post(
                        tenant.path() + "/connections",
                        new JsonObject()
                                .put("style", "meetlog")
                                .put("base_url", others.url())
                                .put("credential", "tk_live_0123456789abcdefghijklmnopqrstuvwxyz")
                                .put("project_id", tenant.project("Live").getString("id"))
                                .put("owner_id", ann)
                                .put("poll_seconds", 1)));
        Wait.until("a run", () -> run(connection.getString("id")) != null);
        var run = Objects.requireNonNull(run(connection.getString("id")));
        assertThat(run.parent()).isEmpty();
        assertThat(run.attributes()).containsEntry("gateway.style", "meetlog");
        Wait.until(
                "its request",
                () -> collector.spans().stream()
                        .anyMatch(span ->
                                span.parent().equals(run.id()) && span.name().startsWith("meetlog ")));
        assertThat(told(run.trace()).get("traceparent")).startsWith("00-" + run.trace());
    }

    private static Collector.Seen run(String connection) {
        return collector.spans().stream()
                .filter(span -> span.name().equals("mirror run")
                        && connection.equals(span.attributes().get("gateway.connection_id")))
                .findFirst()
                .orElse(null);
    }

    @Test
    void a_collector_that_fails_costs_spans_only() {
        var management = new Api(gateway.management(), "canonical", null);
        try {
            collector.answers(400);
            for (int i = 0; i < 20; i++) {
                assertThat(api.get("/v1/me").status()).isEqualTo(200);
            }
            Wait.until(
                    "lost spans are counted",
                    () -> management
                            .unchecked("GET", "/metrics", null)
                            .text()
                            .lines()
                            .anyMatch(line -> line.startsWith("gateway_trace_spans_total{outcome=\"failed\"}")
                                    && !line.endsWith(" 0.0")));
        } finally {
            collector.answers(200);
        }
        var trace = id(16);
        api.get("/v1/me", "traceparent", "00-" + trace + "-" + id(8) + "-01");
        assertThat(collector.span(trace, "GET /v1/me")).isNotNull();
    }

    @Test
    void every_line_of_the_log_is_one_flat_object_and_neither_it_nor_a_span_has_a_secret() {
        var key = tenant.key("minutebase", ann);
        var request = "r-" + id(8);
        var answer = new Api(gateway.api(), "canonical", null)
                .unchecked(
                        "GET",
                        "/minutebase/" + tenant.slug() + "/api/v1/people?token=" + key,
                        null,
                        "X-Request-Id",
                        request);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(logged(request).getString("credential")).isNotBlank();
        var lines = gateway.log().lines().map(JsonObject::new).toList();
        for (var line : lines) {
            assertThat(line.fieldNames()).contains("timestamp", "level", "logger", "thread", "message");
            assertThat(line.getString("timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            assertThat(line.getMap().values())
                    .noneMatch(value -> value instanceof java.util.Map || value instanceof List);
        }
        var secrets = List.of(key, String.valueOf(api.bearer()), Api.ADMIN_TOKEN, FakeRecall.KEY, SECRET);
        assertThat(gateway.log()).doesNotContain(secrets);
        assertThat(collector.spans().toString()).doesNotContain(secrets).doesNotContain("token=", "http://");
        assertThat(collector.authorizations()).containsOnly("Bearer " + SECRET);
    }

    @Test
    void without_a_collector_the_trace_of_the_caller_is_still_told() {
        var elsewhere = new Api(SharedGateway.get().api(), "canonical", null);
        var trace = id(16);
        assertThat(elsewhere
                        .get("/v1/me", "traceparent", "00-" + trace + "-" + id(8) + "-01")
                        .json()
                        .getString("trace_id"))
                .isEqualTo(trace);
        Wait.until("its line", () -> SharedGateway.get().log().contains("trace_id=\"" + trace + "\""));
        assertThat(elsewhere.get("/v1/me").json().containsKey("trace_id")).isFalse();
        assertThat(elsewhere.get("/v1/me", "traceparent", "wrong").json().containsKey("trace_id"))
                .isFalse();
    }
}
