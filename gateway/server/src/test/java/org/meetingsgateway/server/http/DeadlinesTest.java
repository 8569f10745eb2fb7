package org.meetingsgateway.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.server.http.Gate.key;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static Gate gate;

    @BeforeAll
    static void start() {
        gate = new Gate(Gate.QUICK);
    }

    @AfterAll
    static void stop() {
        gate.close();
    }

    @Test
    void a_handler_that_never_ends_is_answered_for() {
        assertThat(gate.ask("GET /api/never")).contains(" 503 ", "modern:Unavailable");
    }

    @Test
    void a_body_that_does_not_come_is_a_time_out() {
        try (var client = gate.connect()) {
            client.send(Gate.request("POST /api/things", key("anna", "write"), "Content-Length: 10") + "abc");
            assertThat(client.untilClosed())
                    .contains(" 408 ", "legacy:RequestTimeout")
                    .containsIgnoringCase("connection: close");
        }
    }

    @Test
    void a_body_that_may_hold_the_credential_is_not_waited_for_any_longer() {
        try (var client = gate.connect()) {
            client.send(Gate.request("POST /accounts/acme/api/things", "Content-Length: 10") + "abc");
            assertThat(client.untilClosed()).contains(" 408 ", "account:RequestTimeout");
        }
    }

    @Test
    void a_silent_or_dripping_header_section_is_cut_off() {
        try (var silent = gate.connect();
                var partial = gate.connect();
                var idle = gate.connect()) {
            partial.send("GET /api/open HTT");
            assertThat(idle.send(Gate.request("GET /api/open")).answer()).endsWith("open");
            idle.send("GET /api");
            assertThat(silent.untilClosed()).isEmpty();
            assertThat(partial.untilClosed()).isEmpty();
            assertThat(idle.untilClosed()).isEmpty();
        }
    }

    @Test
    void what_is_no_http_is_cut_off() {
        try (var client = gate.connect()) {
            assertThat(client.send("\u0016\u0003\u0001\u0002\u0000\u0001\u0000").untilClosed())
                    .doesNotContain(" 500 ");
        }
    }
}
