package org.meetingsgateway.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.server.http.Gate.key;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.server.config.Cidr;

class HttpsTest {
    private static final Cidr LOOPBACK = Cidr.parse("127.0.0.0/8").orElseThrow();

    private static Gate gate;

    @BeforeAll
    static void start() {
        gate = new Gate(ServerLimits.DEFAULT, new Origins(null, List.of(LOOPBACK)), true);
    }

    @AfterAll
    static void stop() {
        gate.close();
    }

    private static String onHost(String host, String line, String... headers) {
        return gate.askRaw(Gate.request(line, headers).replace("gateway.test", host));
    }

    @Test
    void plain_http_is_redirected_to_the_same_resource_where_the_style_does_so() {
        assertThat(onHost("acme.account.test", "GET /api/things/a%20b.txt?token=k-anna-read&page=1"))
                .contains(
                        " 301 ",
                        "\r\nLocation: https://acme.account.test/api/things/a%20b.txt?token=k-anna-read&page=1\r\n")
                .contains("Cache-Control: private, no-store\r\n", "X-Remaining: 3\r\n")
                .endsWith("\r\n\r\n");
        assertThat(onHost("Acme.account.test:8080", "GET //evil.test/?"))
                .contains(" 301 ", "\r\nLocation: https://Acme.account.test//evil.test/?\r\n");
        assertThat(gate.ask("GET /accounts/acme/api/me"))
                .contains("\r\nLocation: https://gateway.test/accounts/acme/api/me\r\n");
        assertThat(onHost("[::1]:8080", "GET /accounts/acme"))
                .contains("\r\nLocation: https://[::1]/accounts/acme\r\n");
    }

    @Test
    void every_method_is_redirected_whatever_the_credential() {
        for (var method : List.of("HEAD", "POST", "PUT", "DELETE", "OPTIONS", "BREW")) {
            assertThat(gate.ask(
                            method + " /accounts/other/api/me",
                            "Authorization: nonsense",
                            "Content-Length: 2\r\n\r\n{}"))
                    .contains(" 301 ", "\r\nLocation: https://gateway.test/accounts/other/api/me\r\n");
        }
    }

    @Test
    void plain_http_is_refused_in_the_surfaces_envelope_elsewhere() {
        assertThat(gate.ask("GET /api/things", key("bert", "read"))).contains(" 403 ", "legacy:Forbidden");
        assertThat(gate.ask("GET /api/open")).contains(" 403 ", "modern:Forbidden");
        assertThat(gate.ask("GET /nowhere")).contains(" 403 ", "modern:Forbidden");
    }

    @Test
    void https_by_a_trusted_proxy_passes() {
        var key = key("carl", "any");
        assertThat(gate.ask("GET /accounts/acme/api/me", key, "X-Forwarded-Proto: https"))
                .endsWith("https://gateway.test/accounts/acme OWNED");
        assertThat(gate.ask("GET /api/me", key, "Forwarded: proto=https")).endsWith("https://gateway.test OWNED");
        try (var strict = new Gate(ServerLimits.DEFAULT, new Origins(null, List.of()), true)) {
            assertThat(strict.ask("GET /api/me", key, "X-Forwarded-Proto: https"))
                    .contains("modern:Forbidden");
        }
    }

    @Test
    void a_redirect_leads_to_where_a_trusted_proxy_was_called() {
        assertThat(gate.ask("GET /accounts/acme", "X-Forwarded-Proto: http", "X-Forwarded-Host: public.test:8443"))
                .contains("\r\nLocation: https://public.test:8443/accounts/acme\r\n");
        assertThat(gate.ask("GET /accounts/acme", "X-Forwarded-Host: public.test:80"))
                .contains("\r\nLocation: https://public.test/accounts/acme\r\n");
        assertThat(gate.ask("GET /accounts/acme", "X-Forwarded-Host: evil/x"))
                .contains("\r\nLocation: https://gateway.test/accounts/acme\r\n");
    }

    @Test
    void what_is_no_proper_request_is_not_redirected() {
        assertThat(gate.ask("GET /accounts/acme/../x")).contains(" 400 ");
        assertThat(onHost("a b", "GET /accounts/acme")).contains(" 400 ").doesNotContain("Location");
    }
}
