package org.meetingsgateway.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.server.http.Gate.key;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTest {
    private static Gate gate;

    @BeforeAll
    static void start() {
        gate = new Gate(Gate.NARROW);
    }

    @AfterAll
    static void stop() {
        gate.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/open HTTP/1.1\r\n\r\n",
                "GET /api/open HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /api/open HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /api/open HTTP/1.1\r\nHost: a/../b\r\n\r\n",
                "GET /api/open HTTP/1.1\r\nHost: \r\n\r\n",
                "GET http://other.test/api/open HTTP/1.1\r\nHost: gateway.test\r\n\r\n",
                "GET ftp://gateway.test/api/open HTTP/1.1\r\nHost: gateway.test\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: gateway.test\r\n\r\n",
                "CONNECT gateway.test:80 HTTP/1.1\r\nHost: gateway.test:80\r\n\r\n",
                "GET api/open HTTP/1.1\r\nHost: gateway.test\r\n\r\n",
                "POST /api/open HTTP/1.0\r\nHost: gateway.test\r\nContent-Length: 2\r\n\r\nab",
                "POST /api/open HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /api/open HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc",
                "POST /api/open HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nab",
                "POST /api/open HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "POST /api/open HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "POST /api/open HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n",
                "POST /api/open HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "GET /api/open HTTP/1.1\r\nHost: a\r\nX Y: z\r\n\r\n",
                "GET /api/open HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n",
                "GET /api/%00 HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /api/%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /api/% HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /api/%0a HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /api/../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /api/%2e%2E/etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /api/..%2f..%2fetc HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /api/..%5cetc HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /api/./open HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /api/open?a=%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /api/open?%=1 HTTP/1.1\r\nHost: a\r\n\r\n"
            })
    void it_is_malformed(String request) {
        assertThat(gate.askRaw(request)).contains(" 400 ", "modern:Malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://gateway.test/api/open HTTP/1.1\r\nHost: gateway.test\r\n\r\n",
                "GET /api/open HTTP/1.0\r\n\r\n",
                "GET /api/open HTTP/1.1\r\nHost: [::1]:80\r\n\r\n",
                "GET /api/open HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                        + "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n",
                "GET /api/open HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
                "GET /api/%6fpen? HTTP/1.1\r\nHost: a\r\n\r\n"
            })
    void it_is_served(String request) {
        assertThat(gate.askRaw(request)).contains(" 200 ").endsWith("open");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//",
                "/?",
                "/#",
                "/api/\u00e4\u00ff",
                "/api/%c3%28",
                "/api/<script>\"'",
                "/api/;a=b",
                "/api/:id",
                "/api/*",
                "/api/...",
                "/legacy",
                "/legacy/",
                "/api/things/%F0%9F%98%80",
                "/api/open?%F0%9F%98%80=%ff&=&&=x&;",
                "/api/open?a=b?c#d"
            })
    void an_odd_path_is_the_callers_fault(String path) {
        assertThat(Gate.status(gate.ask("GET " + path, key("odd", "none")))).isBetween(400, 499);
    }

    @Test
    void a_hostile_path_is_refused_by_the_surface_that_it_is_aimed_at() {
        assertThat(gate.ask("GET /legacy/api/%00", key("anna", "read"))).contains("legacy:Malformed");
        assertThat(gate.ask("GET /api/things/..%2f..", key("anna", "read"))).contains("legacy:Malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "POST /api/things HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer k-x-write\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "GET /api/open HTTP/1.2\r\nHost: a\r\n\r\n"
            })
    void it_is_cut_off(String request) {
        try (var client = gate.connect()) {
            assertThat(client.send(request).untilClosed())
                    .doesNotContain(" 200 ")
                    .doesNotContain(" 500 ");
        }
    }

    @Test
    void a_url_over_the_limit_is_too_long_for_the_surface_that_it_was_aimed_at() {
        var target = "/api/things?" + "x".repeat(2_000);
        try (var client = gate.connect()) {
            assertThat(client.send(Gate.request("GET /modern" + target)).untilClosed())
                    .contains(" 414 ", "modern:UriTooLong")
                    .containsIgnoringCase("connection: close");
        }
        assertThat(gate.ask("GET /legacy" + target)).contains(" 414 ", "legacy:UriTooLong");
        assertThat(gate.askRaw(Gate.request("GET " + target).replace("gateway.test", "legacy.test")))
                .contains(" 414 ", "legacy:UriTooLong");
    }

    @Test
    void a_url_far_over_the_limit_is_not_read_to_its_end() {
        try (var client = gate.connect()) {
            assertThat(client.send(Gate.request("GET /legacy/api/open?" + "x".repeat(20_000)))
                            .untilClosed())
                    .contains(" 414 ", "modern:UriTooLong")
                    .containsIgnoringCase("connection: close");
        }
    }

    @Test
    void headers_over_the_limit_are_too_large() {
        try (var client = gate.connect()) {
            assertThat(client.send(Gate.request("GET /api/open", "X: " + "x".repeat(4_000)))
                            .untilClosed())
                    .contains(" 431 ", "modern:HeadersTooLarge")
                    .containsIgnoringCase("connection: close");
        }
    }

    @Test
    void what_breaks_off_after_the_request_line_is_answered_by_the_surface_that_it_was_aimed_at() {
        try (var client = gate.connect()) {
            assertThat(client.send(Gate.request("GET /legacy/api/things", "X: " + "x".repeat(4_000)))
                            .untilClosed())
                    .contains(" 431 ", "legacy:HeadersTooLarge")
                    .containsIgnoringCase("connection: close");
        }
        try (var client = gate.connect()) {
            assertThat(client.send(Gate.request("POST /modern/x", "Content-Length: -1")
                                    .replace("gateway.test", "legacy.test"))
                            .untilClosed())
                    .contains(" 400 ", "legacy:Malformed");
        }
    }

    @Test
    void a_request_id_is_kept_only_if_it_is_harmless() {
        assertThat(gate.ask("GET /api/open", "X-Request-Id: abc-1")).contains("\r\nX-Request-Id: abc-1\r\n");
        assertThat(gate.ask("GET /api/open", "X-Request-Id: a b")).containsPattern("X-Request-Id: [0-9a-f]{32}\r\n");
        assertThat(gate.ask("GET /api/open", "X-Request-Id: " + "x".repeat(129)))
                .containsPattern("X-Request-Id: [0-9a-f]{32}\r\n");
        assertThat(gate.ask("GET /modern/nothing", "X-Request-Id: told")).endsWith("modern:NotFound told");
    }
}
