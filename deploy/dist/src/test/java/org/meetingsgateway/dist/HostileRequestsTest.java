package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.dist.Operations.Operation;

/** Nonsense and malice on every route: an answer below 500 in the surface's envelope, always. */
class HostileRequestsTest {
    static final List<String> VALUES = List.of(
            "",
            "%00",
            "a%00b",
            "%2F",
            "..%2F..%2Fetc%2Fpasswd",
            "%2e%2e",
            "%ff%fe",
            "%C0%AF",
            "-1",
            "0",
            "99999999999999999999999999",
            "1e400",
            "NaN",
            "null",
            "true",
            "%27%3B%20DROP%20TABLE%20meeting%3B--",
            "00000000-0000-0000-0000-000000000000",
            "ffffffffffffffffffffffff",
            "%F0%9F%92%A9",
            "%ED%A0%80",
            "2026-02-30T00:00:00Z",
            "9999-12-31T23:59:59.999999999Z",
            "-9999-01-01T00:00:00Z",
            "x".repeat(2_000));

    static final List<String> BODIES = List.of(
            "",
            " ",
            "{",
            "}",
            "[]",
            "null",
            "1",
            "\"x\"",
            "{}",
            "{\"a\":",
            "{\"title\":\"a\",\"title\":\"b\"}",
            "{\"title\":1e999}",
            "{\"title\":99999999999999999999999999999999}",
            "{\"title\":\"\\u0000\"}",
            "{\"title\":\"\\ud800\"}",
            "{\"title\":\"\u0000\"}",
            "{} trailing",
            "\uFEFF{}",
            "[".repeat(20_000),
            "{\"a\":".repeat(5_000),
            "{\"" + "k".repeat(100_000) + "\":1}",
            "{\"title\":" + "9".repeat(5_000) + "}");

    /** As any member of a body. */
    static final List<String> JSON = List.of(
            "null",
            "1",
            "-1.5",
            "1e308",
            "true",
            "\"\"",
            "\"\\u0000\"",
            "[]",
            "[null]",
            "[{}]",
            "{}",
            "\"" + "x".repeat(1_001) + "\"");

    static final String NOBODY = "00000000-0000-7000-8000-000000000000";

    static Tenant tenant;
    static Api canonical;
    static Api meetlog;
    static Api minutebase;
    static Api desktop;
    static String project;
    static String recording;
    static List<Operation> operations;

    @BeforeAll
    static void tenant() {
        tenant = Tenant.create(SharedGateway.get());
        var person = tenant.person("Eve");
        canonical = tenant.canonical(person);
        meetlog = tenant.meetlog(person);
        minutebase = new Api(
                SharedGateway.get().api(),
                "minutebase",
                tenant.minutebase(person).bearer());
        desktop = tenant.desktop(person);
        project = tenant.project("Team A").getInteger("team").toString();
        recording = Tenant.created(desktop.post("/api/projects/" + project + "/desktop_recordings", new JsonObject()))
                .getString("id");
        operations =
                new ArrayList<>(Operations.of(SharedGateway.get(), "canonical").all());
        operations.addAll(Operations.of(SharedGateway.get(), "meetlog").all());
        operations.addAll(Operations.of(SharedGateway.get(), "minutebase").all());
        operations.addAll(Operations.of(SharedGateway.get(), "desktop").all());
    }

    static Api caller(Operation operation) {
        if (operation.path().startsWith("/v1/admin")) {
            return tenant.admin();
        }
        return switch (style(operation)) {
            case "meetlog" -> meetlog;
            case "minutebase" -> minutebase;
            case "desktop" -> desktop;
            default -> canonical;
        };
    }

    static String style(Operation operation) {
        if (operation.path().startsWith("/api/v1/export")) {
            return "meetlog";
        }
        if (operation.path().startsWith("/api/v1/")) {
            return "minutebase";
        }
        return operation.path().startsWith("/api/") ? "desktop" : "canonical";
    }

    static final Map<String, String> ENVELOPE = Map.of(
            "meetlog", "\"error_code\"", "minutebase", "\"error", "desktop", "\"attr\":", "canonical", "\"code\"");

    static void assertAnswered(Operation operation, String target, Buffer body, String... headers) {
        var answer = caller(operation).unchecked(operation.method(), target, body, headers);
        assertThat(answer.status())
                .as("%s %s %s", operation.method(), target, answer.text())
                .isBetween(200, 499);
        if (answer.status() >= 400 && !operation.method().equals("HEAD")) {
            assertThat(answer.text())
                    .as("%s %s", operation.method(), target)
                    .contains(ENVELOPE.get(style(operation)))
                    .doesNotContain("Exception", "SELECT ", "org.meetingsgateway", "io.vertx");
        }
    }

    @Test
    void any_value_in_a_path_is_answered() {
        for (var operation : operations) {
            if (!operation.variables().isEmpty() && !operation.path().startsWith("/docs")) {
                for (var value : VALUES) {
                    var target = operation.with(v -> switch (v) {
                        case "tenant_slug" -> tenant.slug();
                        // With an id, or else only the project would ever be looked at.
                        case "project_id" -> operation.variables().size() > 1 ? project : value;
                        default -> value;
                    });
                    assertAnswered(
                            operation, target, operation.hasBody() ? Buffer.buffer("{}") : null, "If-Match", "*");
                }
            }
        }
    }

    @Test
    void any_value_of_any_parameter_is_answered() {
        for (var operation : operations) {
            var path = operation.with(v -> "@current");
            if (operation.method().equals("GET")
                    && (operation.variables().isEmpty() || path.endsWith("@current/desktop_recordings"))) {
                for (var parameter : operation.query()) {
                    for (var value : VALUES) {
                        assertAnswered(operation, path + "?" + parameter.getString("name") + "=" + value, null);
                    }
                    assertAnswered(
                            operation,
                            path + "?" + parameter.getString("name") + "&" + parameter.getString("name") + "=1&=&&",
                            null);
                }
            }
        }
    }

    @Test
    void any_body_is_answered() {
        for (var operation : operations) {
            if (operation.hasBody()) {
                var target = operation.with(v -> switch (v) {
                    case "tenant_slug" -> tenant.slug();
                    case "project_id" -> style(operation).equals("desktop") ? project : NOBODY;
                    case "id" -> style(operation).equals("desktop") ? recording : NOBODY;
                    default -> NOBODY;
                });
                var members = operation.members().stream()
                        .flatMap(member -> JSON.stream().map(value -> "{\"" + member + "\":" + value + "}"));
                var unknown = JSON.stream().map(value -> "{\"nobody_knows\":" + value + "}");
                for (var body : Stream.of(BODIES.stream(), members, unknown)
                        .flatMap(bodies -> bodies)
                        .toList()) {
                    // Tenants that are made here would only be in the way.
                    if (!(operation.path().equals("/v1/admin/tenants") && body.contains("slug"))) {
                        assertAnswered(
                                operation,
                                target,
                                Buffer.buffer(body),
                                "Content-Type",
                                "application/json",
                                "If-Match",
                                "*");
                    }
                }
            }
        }
    }

    @Test
    void any_header_is_answered() {
        for (var operation : operations) {
            var target = operation.with(v -> v.equals("tenant_slug") ? tenant.slug() : "x");
            for (var headers : new String[][] {
                {"If-Match", "\"\""},
                {"If-Match", "W/\"1\""},
                {"If-Match", "1"},
                {"If-Match", "\"99999999999999999999\""},
                {"If-None-Match", "*"},
                {"If-None-Match", "\"\\\""},
                {"If-None-Match", ",,,"},
                {"Accept", "text/*;q=x"},
                {"Accept", ""},
                {"Accept", "a".repeat(4_000)},
                {"Content-Type", "application/xml"},
                {"Content-Type", ";"},
                {"Content-Type", "application/json; charset=utf-16"},
                {"Idempotency-Key", "ä"},
                {"Idempotency-Key", ""},
                {"Idempotency-Key", "k".repeat(300)},
                {"X-Request-Id", "a b"},
                {"X-Request-Id", "x".repeat(500)},
                {"Forwarded", "host=evil"},
                {"X-Forwarded-Host", "evil"},
                {"Range", "bytes=0-1"},
                {"Accept-Encoding", "gzip, br"}
            }) {
                assertAnswered(operation, target, operation.hasBody() ? Buffer.buffer("{}") : null, headers);
            }
        }
    }

    @Test
    void any_method_on_any_path_is_answered() {
        var random = new Random(7);
        for (var operation : operations) {
            var target = operation.with(v -> "x");
            for (var method :
                    List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "QUERY")) {
                var answer = caller(operation).unchecked(method, target, null);
                assertThat(answer.status()).as("%s %s", method, target).isNotIn(500, 502, 503, 504);
                var garbage = target + "/"
                        + URLEncoder.encode(
                                random.ints(12, 32, 0x2fff)
                                        .collect(
                                                StringBuilder::new,
                                                StringBuilder::appendCodePoint,
                                                StringBuilder::append)
                                        .toString(),
                                StandardCharsets.UTF_8);
                assertThat(caller(operation).unchecked(method, garbage, null).status())
                        .as("%s %s", method, garbage)
                        .isNotIn(500, 502, 503, 504);
            }
        }
    }

    @Test
    void hostile_http_is_refused_or_closed_and_never_smuggled() {
        var raw = RawHttp.of(canonical.base());
        var auth = "Authorization: Bearer " + canonical.bearer() + "\r\n";
        assertThat(raw.send("GET /v1/me HTTP/1.1\r\nConnection: close\r\n" + auth + "\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw.send("GET /v1/me HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n" + auth + "\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw.send(
                        "GET http://evil.example/v1/me HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + auth + "\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(
                        raw.send(
                                "POST /v1/meetings HTTP/1.1\r\nHost: a\r\n" + auth
                                        + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /v1/me HTTP/1.1\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .doesNotContain("\"tenant\"");
        assertThat(raw.send("POST /v1/meetings HTTP/1.1\r\nHost: a\r\n" + auth
                        + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw.send("GET /v1/me HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw.send("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .contains(" 414 ");
        assertThat(raw.send("GET /v1/me HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(40_000) + "\r\n\r\n"))
                .contains(" 431 ");
        assertThat(raw.send("NOPE\r\n\r\n")).doesNotContain(" 200 ");
        for (var path : List.of("/v1/../v1/me", "/v1/%2e%2e/me", "/v1/me%00", "/v1/%zz")) {
            assertThat(raw.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + auth + "\r\n"))
                    .as(path)
                    .matches("(?s)HTTP/1.1 4.*");
        }
    }
}
