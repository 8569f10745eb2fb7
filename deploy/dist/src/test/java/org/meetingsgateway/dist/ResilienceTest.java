package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meetingsgateway.server.config.DataDir;
import org.meetingsgateway.server.store.embedded.EmbeddedPostgres;

/** What callers see while something goes wrong. */
class ResilienceTest {
    @TempDir
    Path folder;

    @Test
    void while_the_database_is_away_answers_are_503_and_it_comes_back_by_itself() throws Exception {
        try (var postgres = EmbeddedPostgres.start(DataDir.open(folder.resolve("postgres")));
                var wire = new TcpProxy(postgres.database().port())) {
            var database = postgres.database();
            var settings = GatewayProcess.settings(folder.resolve("data"));
            settings.put(
                    "GATEWAY_DATABASE_URL",
                    "postgresql://" + database.user() + ":"
                            + database.password().value() + "@127.0.0.1:" + wire.port() + "/" + database.name());
            try (var gateway = GatewayProcess.start(settings)) {
                var tenant = Tenant.create(gateway);
                var ann = tenant.person("Ann");
                var api = tenant.canonical(ann);
                var meetlog = tenant.meetlog(ann);
                var desktop = tenant.desktop(ann);
                var management = new Api(gateway.management(), "canonical", null);
                assertThat(api.get("/v1/meetings").status()).isEqualTo(200);
                wire.cut();
                Wait.until("away", () -> api.get("/v1/meetings").status() == 503);
                var away = api.get("/v1/meetings");
                assertThat(away.json().getString("code")).isEqualTo("unavailable");
                assertThat(away.header("Retry-After")).isNotNull();
                assertThat(away.text()).doesNotContain("127.0.0.1", "Exception");
                Wait.until(
                        "away for partners",
                        () -> meetlog.get("/api/v1/export/transcripts").status() == 503);
                assertThat(meetlog.get("/api/v1/export/transcripts").json().getInteger("status_code"))
                        .isEqualTo(503);
                Wait.until(
                        "away for desktop clients",
                        () -> desktop.get("/api/projects/@current/desktop_recordings")
                                        .status()
                                == 503);
                Wait.until(
                        "not ready",
                        () -> management.unchecked("GET", "/health/ready", null).status() == 503);
                assertThat(management.unchecked("GET", "/health/live", null).status())
                        .isEqualTo(200);
                wire.join();
                Wait.until("back", () -> api.get("/v1/meetings").status() == 200);
                Wait.until(
                        "ready",
                        () -> management.unchecked("GET", "/health/ready", null).status() == 200);
                assertThat(api.post("/v1/meetings", new JsonObject().put("title", "after"))
                                .status())
                        .isEqualTo(201);

                wire.partition();
                Wait.untilLong(
                        "what reads has new connections",
                        () -> api.get("/v1/meetings").status() == 200);
                Wait.untilLong(
                        "what writes has new connections",
                        () -> api.post("/v1/meetings", new JsonObject().put("title", "later"))
                                        .status()
                                == 201);
                Wait.untilLong(
                        "ready on new connections",
                        () -> management.unchecked("GET", "/health/ready", null).status() == 200);
            }
        }
    }

    @Test
    void the_documented_limits_hold_per_key_and_say_when_to_come_back() {
        var settings = GatewayProcess.settings(folder.resolve("data"));
        settings.remove("GATEWAY_LIMIT_MEETLOG");
        settings.put("GATEWAY_LIMIT_CANONICAL", "5/60");
        settings.put("GATEWAY_LIMIT_MINUTEBASE", "2/3600");
        settings.put("GATEWAY_LIMIT_DESKTOP", "3/60,2/3600");
        try (var gateway = GatewayProcess.start(settings)) {
            var tenant = Tenant.create(gateway);
            var ann = tenant.person("Ann");
            var one = tenant.meetlog(ann);
            var two = tenant.meetlog(ann);
            for (int i = 0; i < 60; i++) {
                assertThat(one.get("/api/v1/export/transcripts").status()).isEqualTo(200);
            }
            var refused = one.get("/api/v1/export/transcripts");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.json().getString("error_code")).isEqualTo("TOO_MANY_REQUESTS");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
            assertThat(two.get("/api/v1/export/transcripts").status()).isEqualTo(200);
            var old = tenant.minutebase(ann);
            for (int left = 1; left >= 0; left--) {
                assertThat(old.get("/api/v1/people").header("X-RateLimit-Remaining"))
                        .isEqualTo(String.valueOf(left));
            }
            var over = old.get("/api/v1/people");
            assertThat(over.status()).isEqualTo(420);
            assertThat(over.header("X-RateLimit-Limit")).isEqualTo("2");
            assertThat(over.header("X-RateLimit-Remaining")).isEqualTo("0");
            assertThat(Integer.parseInt(over.header("Retry-After"))).isBetween(1, 3600);
            tenant.project("Team A");
            var desktop = tenant.desktop(ann);
            var recordings = "/api/projects/@current/desktop_recordings";
            for (int i = 0; i < 3; i++) {
                assertThat(desktop.get("/api/projects/0/desktop_recordings").status())
                        .as("what is refused before costs nothing")
                        .isEqualTo(404);
            }
            assertThat(desktop.get(recordings).status()).isEqualTo(200);
            assertThat(desktop.get(recordings).status()).isEqualTo(200);
            var throttled = desktop.get(recordings);
            assertThat(throttled.status()).isEqualTo(429);
            assertThat(throttled.json().getString("detail"))
                    .isEqualTo("Request was throttled. Expected available in " + throttled.header("Retry-After")
                            + " seconds.");
            assertThat(Integer.parseInt(throttled.header("Retry-After"))).isBetween(60, 3600);
            var api = tenant.canonical(ann);
            for (int left = 4; left >= 0; left--) {
                assertThat(api.get("/v1/me").header("RateLimit")).startsWith("\"default\";r=" + left + ";t=");
            }
            var limited = api.get("/v1/me");
            assertThat(limited.status()).isEqualTo(429);
            assertThat(limited.json().getString("code")).isEqualTo("rate_limited");
            assertThat(limited.header("Retry-After")).matches("[0-9]+");
            assertThat(tenant.canonical(ann).get("/v1/me").status())
                    .as("a new token brings no new allowance")
                    .isEqualTo(429);
        }
    }

    @Test
    void where_https_is_required_a_minutebase_client_is_sent_there_and_others_are_refused() {
        var settings = GatewayProcess.settings(folder.resolve("data"));
        settings.put("GATEWAY_REQUIRE_HTTPS", "true");
        settings.put("GATEWAY_TRUSTED_PROXIES", "127.0.0.0/8");
        try (var gateway = GatewayProcess.start(settings)) {
            var nobody = new Api(gateway.api(), "minutebase", null);
            var moved = nobody.unchecked("GET", "/minutebase/acme/api/v1/people.json?page=2", null);
            assertThat(moved.status()).isEqualTo(301);
            assertThat(moved.header("Location"))
                    .startsWith("https://127.0.0.1")
                    .endsWith("/minutebase/acme/api/v1/people.json?page=2");
            assertThat(moved.header("X-RateLimit-Limit")).isNotNull();
            assertThat(nobody.unchecked("GET", "/api/v1/people", null, "X-Forwarded-Proto", "https")
                            .status())
                    .isEqualTo(401);
            assertThat(nobody.unchecked("GET", "/v1/me", null).status()).isEqualTo(403);
            assertThat(nobody.unchecked("GET", "/v1/me", null, "X-Forwarded-Proto", "https")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void a_request_in_flight_is_answered_after_sigterm() throws Exception {
        var settings = GatewayProcess.settings(folder.resolve("data"));
        try (var gateway = GatewayProcess.start(settings)) {
            var tenant = Tenant.create(gateway);
            var api = tenant.canonical(tenant.person("Ann"));
            var address = URI.create(gateway.api());
            var body = new JsonObject().put("title", "last").encode();
            try (var socket = new Socket(address.getHost(), address.getPort())) {
                var out = socket.getOutputStream();
                out.write(("POST /v1/meetings HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + api.bearer()
                                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body.substring(0, 3))
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
                var management = new Api(gateway.management(), "canonical", null);
                Wait.until(
                        "in flight",
                        () -> management
                                .unchecked("GET", "/metrics", null)
                                .text()
                                .contains("gateway_requests_in_flight 1.0"));
                gateway.terminate();
                Wait.until(
                        "not ready",
                        () -> management.unchecked("GET", "/health/ready", null).status() == 503);
                out.write(body.substring(3).getBytes(StandardCharsets.US_ASCII));
                out.flush();
                var answer = new ByteArrayOutputStream();
                socket.getInputStream().transferTo(answer);
                assertThat(answer.toString(StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 201")
                        .containsIgnoringCase("connection: close");
            }
            assertThat(gateway.exitCode()).isZero();
        }
    }
}
