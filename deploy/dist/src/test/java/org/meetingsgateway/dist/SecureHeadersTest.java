package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What every answer says of how it may be shown and kept, whoever gives it. */
class SecureHeadersTest {
    private static final List<String> TARGETS = List.of(
            "/v1/me",
            "/v1/meetings",
            "/v1/admin/tenants",
            "/v1/nothing",
            "/api/v1/export/transcripts",
            "/minutebase/acme/api/v1/people",
            "/api/projects/@current/desktop_recordings/",
            "/nowhere",
            "/v1/../etc");

    private final GatewayProcess gateway = SharedGateway.get();

    @Test
    void every_answer_of_every_surface_may_not_be_guessed_framed_or_kept() {
        var ours = Tenant.create(gateway);
        var ann = ours.person("Ann");
        for (var api : List.of(new Api(gateway.api(), "canonical", null), ours.canonical(ann), ours.admin())) {
            for (var target : TARGETS) {
                for (var method : List.of("GET", "HEAD", "DELETE")) {
                    var headers = api.unchecked(method, target, null).headers();
                    assertThat(headers.get("X-Content-Type-Options")).as(target).isEqualTo("nosniff");
                    assertThat(headers.get("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
                    assertThat(headers.get("Referrer-Policy")).isEqualTo("no-referrer");
                    assertThat(headers.get("Content-Security-Policy"))
                            .isEqualTo("default-src 'none'; frame-ancestors 'none'");
                    assertThat(headers.get("Cache-Control")).as(target).startsWith("private, no-");
                    assertNothingToldOfUs(headers);
                }
            }
        }
    }

    @Test
    void the_pages_run_scripts_of_their_own_only() {
        var page = new Api(gateway.api(), "canonical", null).unchecked("GET", "/docs", null);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers().get("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self';")
                .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'");
        assertThat(page.headers().getAll("Content-Security-Policy")).hasSize(1);
        assertThat(page.headers().get("Cache-Control")).isEqualTo("no-cache");
        assertThat(page.headers().get("Referrer-Policy")).isEqualTo("no-referrer");
        assertNothingToldOfUs(page.headers());
    }

    @Test
    void the_management_port_tells_as_little() {
        for (var target : List.of("/metrics", "/health/live", "/health/ready", "/nothing")) {
            var headers = new Api(gateway.management(), "canonical", null)
                    .unchecked("GET", target, null)
                    .headers();
            assertNothingToldOfUs(headers);
            if (!target.equals("/nothing")) {
                assertThat(headers.get("X-Content-Type-Options")).as(target).isEqualTo("nosniff");
                assertThat(headers.get("Cache-Control")).as(target).isEqualTo("no-store");
            }
        }
    }

    /** In the clear, nothing is said of HTTPS (RFC 6797 §7.2). */
    private static void assertNothingToldOfUs(io.vertx.core.MultiMap headers) {
        assertThat(headers.names())
                .doesNotContain(
                        "Server",
                        "server",
                        "X-Powered-By",
                        "x-powered-by",
                        "Strict-Transport-Security",
                        "strict-transport-security");
    }
}
