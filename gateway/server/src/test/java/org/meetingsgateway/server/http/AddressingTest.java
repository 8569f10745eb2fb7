package org.meetingsgateway.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.server.http.Gate.key;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.server.config.Cidr;

class AddressingTest {
    private static final Cidr LOOPBACK = Cidr.parse("127.0.0.0/8").orElseThrow();

    private static Gate gate;

    @BeforeAll
    static void start() {
        gate = new Gate(ServerLimits.DEFAULT, new Origins(null, List.of(LOOPBACK)));
    }

    @AfterAll
    static void stop() {
        gate.close();
    }

    private static String onHost(String host, String line, String... headers) {
        return gate.askRaw(Gate.request(line, headers).replace("gateway.test", host));
    }

    @Test
    void on_a_vendor_host_every_path_is_the_vendors() {
        assertThat(onHost("legacy.test", "GET /modern/x")).contains("legacy:Unauthenticated");
        assertThat(onHost("LEGACY.test:8443", "GET /modern/x")).contains("legacy:Unauthenticated");
        assertThat(onHost("legacy.test.", "GET /modern/x")).contains("legacy:Unauthenticated");
        assertThat(onHost("acme.legacy.test", "GET /")).contains("legacy:Unauthenticated");
        assertThat(onHost("mapped.test", "GET /docs")).contains("legacy:Unauthenticated");
        assertThat(onHost("a.b.legacy.test", "GET /docs")).contains("modern:NotFound");
        assertThat(onHost("acme.legacy.test:81", "GET /api/things?page=1", key("anna", "read")))
                .endsWith("http://acme.legacy.test:81/api/things [page=1]");
    }

    @Test
    void a_prefix_leads_to_its_surface_and_stays_in_links() {
        assertThat(gate.ask("GET /legacy/api/things", key("bert", "read")))
                .endsWith("http://gateway.test/legacy/api/things []");
        assertThat(gate.ask("GET /legacy//api/things/3", key("bert", "read"))).endsWith("\r\n\r\n3");
        assertThat(gate.ask("GET /legacy/nothing")).contains("legacy:Unauthenticated");
        assertThat(gate.ask("GET /legacy")).contains("legacy:Unauthenticated");
        assertThat(gate.ask("GET /legacyx")).contains("modern:NotFound");
    }

    @Test
    void a_prefix_may_hold_a_variable() {
        assertThat(gate.ask("GET /accounts/acme/api/me", key("bodo", "any")))
                .endsWith("http://gateway.test/accounts/acme OWNED");
        assertThat(gate.ask("GET /accounts/acme/api/nothing")).contains("account:Unauthenticated");
        assertThat(gate.ask("GET /accounts")).contains("modern:NotFound");
    }

    @Test
    void a_subdomain_that_names_an_account_takes_only_its_keys() {
        for (var host :
                List.of("acme.account.test", "ACME.Account.test:8443", "acme.account.test.", "acme.alias.test")) {
            assertThat(onHost(host, "GET /api/me", key("fred of " + host, "any")))
                    .endsWith("http://" + host + " OWNED");
        }
        var key = key("fred", "any");
        for (var host : List.of("other.account.test", "acme2.account.test", "other.alias.test")) {
            assertThat(onHost(host, "GET /api/me", key)).contains(" 401 ", "account:Unauthenticated");
            assertThat(onHost(host, "GET /api/me")).contains(" 401 ", "account:Unauthenticated");
            assertThat(onHost(host, "GET /api/nothing", key)).contains(" 401 ", "account:Unauthenticated");
        }
    }

    @Test
    void a_host_that_names_no_account_takes_every_key() {
        for (var host : List.of("account.test", "alias.test")) {
            assertThat(onHost(host, "GET /api/me", key("gina", "any"))).endsWith("http://" + host + " OWNED");
        }
        assertThat(onHost("other.mapped.test", "GET /api/me", key("gina", "any")))
                .endsWith(" OWNED");
        assertThat(onHost("other.legacy.test", "GET /api/me", key("gina", "any")))
                .endsWith(" OWNED");
    }

    @Test
    void a_prefix_that_names_an_account_takes_only_its_keys() {
        assertThat(gate.ask("GET /accounts/Acme/api/me", key("hugo", "any")))
                .endsWith("http://gateway.test/accounts/Acme OWNED");
        assertThat(gate.ask("GET /accounts/other/api/me", key("hugo", "any"))).contains("account:Unauthenticated");
        assertThat(gate.ask("GET /accounts/acm/api/me", key("hugo", "any"))).contains("account:Unauthenticated");
    }

    @Test
    void a_key_on_anothers_account_is_not_counted() {
        for (int i = 0; i < 5; i++) {
            assertThat(gate.ask("GET /accounts/other/api/me", key("ines", "any")))
                    .contains("account:Unauthenticated");
        }
        assertThat(gate.ask("GET /accounts/acme/api/me", key("ines", "any"))).contains("X-Remaining: 2\r\n");
    }

    @Test
    void a_path_inside_of_which_another_surface_has_its_own_is_answered_by_whose_key_it_carries() {
        var legacys = "Authorization: Bearer legacy-jana-read";
        assertThat(gate.ask("GET /api/nowhere", legacys)).contains("legacy:NotFound");
        assertThat(gate.ask("GET /api/nowhere?token=legacy-bad")).contains("legacy:Unauthenticated");
        assertThat(gate.ask("GET /api/nowhere", key("jana", "read"))).contains("modern:NotFound");
        assertThat(gate.ask("GET /api/nowhere")).contains("modern:NotFound");
        assertThat(gate.ask("GET /modern/x", legacys)).contains("modern:NotFound");
        assertThat(gate.ask("GET /accounts/acme/api/nowhere", legacys)).contains("account:NotFound");
        assertThat(onHost("acme.account.test", "GET /api/nowhere", legacys)).contains("account:NotFound");
        assertThat(gate.ask("GET /api/things", "Authorization: Bearer modern-jana-read"))
                .contains(" 200 ");
    }

    @Test
    void the_more_specific_path_wins() {
        assertThat(gate.ask("GET /api/open")).endsWith("open");
        assertThat(gate.ask("GET /api/things")).contains("legacy:Unauthenticated");
        assertThat(gate.ask("GET /api/thingsx")).contains("modern:NotFound");
    }

    @Test
    void a_path_of_no_surface_is_answered_by_whose_key_it_carries() {
        assertThat(gate.ask("GET /nowhere")).contains("modern:NotFound");
        assertThat(gate.ask("GET /nowhere", "Authorization: Bearer legacy-carl-read"))
                .contains("legacy:NotFound");
        assertThat(gate.ask("GET /nowhere?token=legacy-bad")).contains("legacy:Unauthenticated");
        assertThat(gate.ask("GET /modern/x", "Authorization: Bearer legacy-carl-read"))
                .contains("modern:NotFound");
    }

    @Test
    void a_trusted_proxy_says_how_it_was_called() {
        assertThat(gate.ask(
                        "GET /api/things",
                        key("dora", "read"),
                        "X-Forwarded-Proto: https",
                        "X-Forwarded-Host: public.test, inner.test"))
                .endsWith("https://public.test/api/things []");
        assertThat(gate.ask(
                        "GET /api/things",
                        key("dora", "read"),
                        "Forwarded: for=1.2.3.4;proto=https;host=\"first.test:444\", for=5.6.7.8;host=second.test"))
                .endsWith("https://first.test:444/api/things []");
        assertThat(gate.ask("GET /", "X-Forwarded-Host: legacy.test")).contains("legacy:Unauthenticated");
        assertThat(gate.ask("GET /api/things", key("dora", "read"), "X-Forwarded-Host: evil/\"<x>"))
                .endsWith("http://gateway.test/api/things []");
    }

    @Test
    void nobody_else_is_believed_and_a_public_url_is_what_links_start_with() {
        try (var strict =
                new Gate(ServerLimits.DEFAULT, new Origins(URI.create("https://public.test/gw/"), List.of()))) {
            assertThat(strict.ask("GET /legacy/api/things", key("emil", "read"), "X-Forwarded-Host: evil.test"))
                    .endsWith("https://public.test/gw/legacy/api/things []");
            assertThat(strict.askRaw(Gate.request("GET /api/things", key("emil", "read"))
                            .replace("gateway.test", "legacy.test")))
                    .endsWith("http://legacy.test/api/things []");
        }
    }
}
