package org.meetingsgateway.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.server.http.Gate.key;
import static org.meetingsgateway.server.http.Gate.status;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.spi.Surface;

class StepsTest {
    private static Gate gate;

    @BeforeAll
    static void start() {
        gate = new Gate(ServerLimits.DEFAULT);
    }

    @AfterAll
    static void stop() {
        gate.close();
    }

    @Test
    void a_request_passes_to_its_endpoint() {
        var answer = gate.ask("GET /api/things?page=2", key("anna", "read"));
        assertThat(status(answer)).isEqualTo(200);
        assertThat(answer)
                .endsWith("http://gateway.test/api/things [page=2]")
                .contains("X-Remaining: 2\r\n", "X-Content-Type-Options: nosniff\r\n")
                .contains("Cache-Control: private, no-store\r\n", "\r\nX-Request-Id: ");
    }

    @Test
    void a_variable_is_decoded_and_a_literal_segment_wins() {
        assertThat(gate.ask("GET /api/things/a%20b%2Fc+d", key("bert", "read"))).endsWith("\r\n\r\na b/c+d");
        assertThat(gate.ask("GET /api/things/first", key("bert", "read"))).endsWith("\r\n\r\nthe first");
        assertThat(gate.ask("GET /api//things/7/", key("bert", "read"))).endsWith("\r\n\r\n7");
    }

    @Test
    void of_two_paths_the_one_with_the_later_literal_wins() {
        assertThat(gate.ask("GET /api/things/day/parts", key("bill", "read"))).endsWith("\r\n\r\nparts of day");
        assertThat(gate.ask("GET /api/things/day/1", key("bill", "read"))).endsWith("\r\n\r\na day");
        assertThat(gate.ask("GET /api/things/1/parts", key("bill", "read"))).endsWith("\r\n\r\nparts of 1");
    }

    @Test
    void an_ending_that_makes_no_difference_is_dropped_once() {
        var key = key("bea", "read");
        assertThat(old("GET /api/things.txt?page=2", key)).endsWith("http://acme.account.test/api/things [page=2]");
        assertThat(old("GET /api/things.txt/", key)).endsWith("http://acme.account.test/api/things []");
        assertThat(old("GET //api//things/first.txt//", key)).endsWith("\r\n\r\nthe first");
        var other = key("benn", "read");
        assertThat(old("GET /api/things/3.txt", other)).endsWith("\r\n\r\n3");
        assertThat(old("GET /api/things/3.txt.txt", other)).endsWith("\r\n\r\n3.txt");
        assertThat(old("GET /api/things/.txt", other)).endsWith("\r\n\r\n.txt");
        assertThat(gate.ask("GET /accounts/acme/api/things/a%20b.txt", key("bob", "read")))
                .endsWith("\r\n\r\na b");
        assertThat(gate.ask("GET /api/things/3.txt", key("bob", "read"))).endsWith("\r\n\r\n3.txt");
    }

    private static String old(String line, String... headers) {
        return gate.askRaw(Gate.request(line, headers).replace("gateway.test", "acme.account.test"));
    }

    @Test
    void a_missing_or_wrong_credential_is_unauthenticated() {
        assertThat(gate.ask("GET /api/things")).contains(" 401 ", "legacy:Unauthenticated");
        assertThat(gate.ask("GET /api/things", "Authorization: Bearer nonsense"))
                .contains("legacy:Unauthenticated");
    }

    @Test
    void a_missing_scope_is_said_before_or_after_the_limit_as_the_surface_wants() {
        for (int i = 0; i < 3; i++) {
            assertThat(status(gate.ask("GET /api/things", key("carl", "read")))).isEqualTo(200);
        }
        assertThat(gate.ask("GET /api/things", key("carl", "write"))).contains("legacy:MissingScope");
        assertThat(gate.ask("GET /api/things", key("carl", "read")))
                .contains("legacy:RateLimited", "X-Remaining: 0\r\n");
    }

    @Test
    void a_request_over_the_limit_is_told_so_before_a_missing_scope_where_the_surface_wants_that() {
        for (int i = 0; i < 3; i++) {
            assertThat(gate.ask("POST /api/notes", key("cora", "read"))).contains("modern:MissingScope");
        }
        assertThat(gate.ask("POST /api/notes", key("cora", "read"))).contains("modern:RateLimited");
    }

    @Test
    void a_principal_sees_what_the_surface_shows() {
        assertThat(gate.ask("GET /api/me", key("cleo", "any"))).endsWith("OWNED");
    }

    @Test
    void no_credential_is_needed_where_anyone_may_ask() {
        assertThat(gate.ask("GET /api/open")).endsWith("\r\n\r\nopen").doesNotContain("X-Remaining");
    }

    @Test
    void an_unknown_parameter_is_named_or_refused() {
        assertThat(gate.ask("GET /api/things?page=1&PAGE=2&a%0d%0ab=1&page=3", key("dora", "read")))
                .contains("\r\nGateway-Ignored: PAGE, a%0D%0Ab\r\n")
                .endsWith("[page=1, page=3]");
        assertThat(gate.ask("GET /api/open?x=1")).contains("modern:Invalid");
    }

    @Test
    void a_parameter_that_carries_the_credential_is_known_everywhere_and_seen_by_no_endpoint() {
        assertThat(old("GET /api/things?token=k-dan-read&page=1"))
                .endsWith("/api/things [page=1]")
                .doesNotContain("Gateway-Ignored");
        assertThat(old("GET /api/things?TOKEN=k-dan-read&x=1")).contains(" 401 ");
        assertThat(old("GET /api/things?TOKEN=k-dan-read&x=1", key("dan", "read")))
                .contains("\r\nGateway-Ignored: TOKEN, x\r\n")
                .endsWith("/api/things []");
        assertThat(gate.ask("GET /api/things?token=k-dan-read")).contains("\r\nGateway-Ignored: token\r\n");
    }

    @Test
    void what_an_endpoint_ignored_is_named_after_the_parameters() {
        assertThat(old("POST /api/notes?x=1", key("dirk", "write"))).contains("\r\nGateway-Ignored: x, a+b, c\r\n");
        assertThat(old("POST /api/notes", key("dirk", "write"))).contains("\r\nGateway-Ignored: a+b, c\r\n");
    }

    @Test
    void all_of_the_limit_is_stated_where_none_was_asked_and_the_surface_wants_that() {
        for (int i = 0; i < 5; i++) {
            assertThat(old("GET /api/me")).contains(" 401 ", "X-Remaining: 3\r\n", "X-Reset-Seconds: 600\r\n");
        }
        assertThat(old("GET /api/open")).contains(" 200 ", "X-Remaining: 3\r\n");
        assertThat(old("GET /api/throws")).contains(" 500 ", "X-Remaining: 3\r\n");
        assertThat(old("GET /api/../x")).contains(" 400 ", "X-Remaining: 3\r\n");
        assertThat(old("GET /api/me", key("doro", "any"))).contains(" 200 ", "X-Remaining: 2\r\n");
        assertThat(gate.ask("GET /accounts/other/api/me", key("doro", "any"))).contains(" 401 ", "X-Remaining: 3\r\n");
        assertThat(gate.ask("GET /legacy/api/me")).contains(" 401 ").doesNotContain("X-Remaining");
    }

    @Test
    void a_body_arrives_whole() {
        assertThat(gate.ask("POST /api/things", key("emil", "write"), "Content-Length: 5\r\n\r\nhello"))
                .endsWith("5 bytes");
        assertThat(gate.ask(
                        "POST /api/things",
                        key("emil", "write"),
                        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n3\r\nabc\r\n0"))
                .endsWith("8 bytes");
    }

    @Test
    void a_body_over_the_limit_is_refused_declared_or_not() {
        assertThat(gate.ask("POST /api/things", key("fred", "write"), "Content-Length: 1001"))
                .contains("legacy:PayloadTooLarge");
        assertThat(gate.ask(
                        "POST /api/things",
                        key("fred", "write"),
                        "Transfer-Encoding: chunked\r\n\r\n3e9\r\n" + "x".repeat(1001) + "\r\n0"))
                .contains(" 413 ");
    }

    @Test
    void expect_continue_is_answered_when_the_body_is_wanted() {
        try (var client = gate.connect()) {
            client.send(Gate.request(
                    "POST /api/things", key("gina", "write"), "Content-Length: 5", "Expect: 100-continue"));
            assertThat(client.until("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
            assertThat(client.send("hello").answer()).endsWith("5 bytes");
        }
        assertThat(gate.ask("POST /api/things", "Content-Length: 5", "Expect: 100-continue"))
                .contains("legacy:Unauthenticated");
    }

    @Test
    void head_is_get_without_a_body() {
        var get = gate.ask("GET /api/open", "X-Request-Id: same");
        try (var client = gate.connect()) {
            var head = client.send(Gate.request("HEAD /api/open", "X-Request-Id: same", "Connection: close"))
                    .untilClosed();
            assertThat(lines(head)).containsExactlyInAnyOrder(lines(get.substring(0, get.length() - "open".length())));
            assertThat(head).endsWith("\r\n\r\n").containsIgnoringCase("content-length: 4");
        }
    }

    private static String[] lines(String head) {
        return head.toLowerCase(Locale.ROOT)
                .replace("connection: close\r\n", "")
                .split("\r\n", -1);
    }

    @Test
    void a_method_that_the_path_has_not_is_told_which_it_has() {
        assertThat(gate.ask("DELETE /api/open")).contains("modern:MethodNotAllowed", "Allow: GET, HEAD, OPTIONS\r\n");
        assertThat(gate.ask("DELETE /api/things")).contains("legacy:Unauthenticated");
        assertThat(gate.ask("BREW /api/things", key("hugo", "read"))).contains("legacy:MethodNotAllowed");
        assertThat(gate.ask("OPTIONS /api/things"))
                .contains(" 204 ", "Allow: GET, HEAD, OPTIONS, POST\r\n")
                .doesNotContainIgnoringCase("content-length");
    }

    @Test
    void where_every_method_asks_for_a_credential_only_a_browsers_question_does_not() {
        assertThat(old("OPTIONS /api/things")).contains("account:Unauthenticated");
        assertThat(old("BREW /api/things")).contains("account:Unauthenticated");
        assertThat(old("OPTIONS /api/things", "Origin: https://example.org")).contains(" 204 ", "X-Preflight: yes");
        assertThat(old("GET /api/things", "Origin: https://example.org")).contains("account:Unauthenticated");
        assertThat(old("OPTIONS /api/nowhere", "Origin: https://example.org")).doesNotContain("X-Preflight");
    }

    @Test
    void a_request_that_cannot_be_served_as_wanted_is_refused_before_anybody_asks_for_a_credential() {
        assertThat(gate.ask("GET /api/things", "Accept: image/png")).contains(" 406 ", "legacy:NotAcceptable");
        assertThat(gate.ask("GET /legacy/api/nowhere", "Accept: image/png")).contains("legacy:Unauthenticated");
    }

    @Test
    void what_a_caller_may_reach_comes_after_the_credential_and_before_scope_and_limit() {
        assertThat(gate.ask("GET /legacy/api/projects/0")).contains("legacy:Unauthenticated");
        for (int i = 0; i < 5; i++) {
            assertThat(gate.ask("GET /legacy/api/projects/0", key("jane", "write")))
                    .contains("legacy:NotFound");
            assertThat(gate.ask("GET /legacy/api/projects/7", key("jane", "write")))
                    .contains("legacy:MissingScope");
        }
        for (int i = 0; i < 3; i++) {
            assertThat(gate.ask("GET /legacy/api/projects/7", key("jane", "read")))
                    .contains(" 200 ", "X-Remaining: " + (2 - i) + "\r\n")
                    .endsWith("project " + new UUID(0, 7));
        }
        assertThat(gate.ask("GET /legacy/api/projects/7", key("jane", "read"))).contains("legacy:RateLimited");
        assertThat(gate.ask("GET /legacy/api/projects/0", key("jane", "read"))).contains("legacy:NotFound");
    }

    @Test
    void a_credential_may_be_in_the_body_where_the_surface_says_so() {
        assertThat(old("POST /api/things", body("k-karl-write"))).endsWith("\r\n\r\n12 bytes");
        assertThat(old("POST /api/things?token=nonsense", body("k-karl-write"))).endsWith("\r\n\r\n12 bytes");
        assertThat(old("POST /api/things", key("karl", "write"), body("nonsense")))
                .endsWith("\r\n\r\n8 bytes");
        assertThat(old("POST /api/things", body("nonsense")))
                .contains("account:Unauthenticated")
                .endsWith(" nonsense");
        assertThat(gate.ask("POST /legacy/api/things", body("k-karl-write"))).contains("legacy:Unauthenticated");
        assertThat(old("POST /api/nowhere", body("k-karl-write"))).contains("account:Unauthenticated");
    }

    @Test
    void the_body_of_a_caller_whom_nobody_knows_yet_must_be_small() {
        var large = "x".repeat(Surface.CREDENTIAL_BODY_BYTES + 1);
        assertThat(old("POST /api/things", "Content-Length: " + large.length())).contains("account:PayloadTooLarge");
        assertThat(old("POST /api/things", key("kurt", "write"), body(large)))
                .endsWith("\r\n\r\n" + large.length() + " bytes");
    }

    /** A last header line, and what follows it. */
    private static String body(String text) {
        return "Content-Length: " + text.length() + "\r\n\r\n" + text;
    }

    @Test
    void every_answer_says_which_methods_the_path_has_where_the_surface_wants_that() {
        var methods = "X-Methods: GET HEAD OPTIONS POST\r\n";
        assertThat(old("GET /api/things", key("lars", "read"))).contains(" 200 ", methods);
        assertThat(old("GET /api/things")).contains(" 401 ", methods);
        assertThat(old("PUT /api/things", key("lars", "read"))).contains(" 405 ", methods);
        assertThat(old("OPTIONS /api/things", key("otto", "read"))).contains(" 204 ", methods);
        assertThat(old("GET /api/nowhere", key("lars", "read")))
                .contains(" 404 ")
                .doesNotContain("X-Methods");
        assertThat(gate.ask("GET /api/open")).doesNotContain("X-Methods");
    }
}
