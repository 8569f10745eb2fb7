package org.meetingsgateway.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meetingsgateway.server.http.Gate.await;
import static org.meetingsgateway.server.http.Gate.key;
import static org.meetingsgateway.server.http.Gate.status;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AnswersTest {
    private final Gate gate = new Gate(ServerLimits.DEFAULT);

    @AfterEach
    void stop() {
        gate.close();
    }

    @Test
    void an_answer_without_content_has_no_length_and_one_that_is_unchanged_keeps_its_headers() {
        assertThat(gate.ask("GET /api/empty")).contains(" 204 ").doesNotContainIgnoringCase("content-length");
        assertThat(gate.ask("GET /api/unchanged"))
                .contains(" 304 ", "ETag: \"1\"", "Cache-Control: private, no-cache")
                .doesNotContainIgnoringCase("content-length");
    }

    @Test
    void a_stream_is_sent_in_chunks() {
        try (var client = gate.connect()) {
            var answer = client.send(Gate.request("GET /api/stream", "Connection: close"))
                    .untilClosed();
            assertThat(answer)
                    .containsIgnoringCase("transfer-encoding: chunked")
                    .endsWith("\r\n0\r\n\r\n");
            assertThat(answer.chars().filter(c -> c == 0).count()).isEqualTo(3 * 64 * 1024);
        }
        try (var old = gate.connect()) {
            var answer = old.send("GET /api/stream HTTP/1.0\r\n\r\n").untilClosed();
            assertThat(answer).doesNotContainIgnoringCase("transfer-encoding");
            assertThat(answer.chars().filter(c -> c == 0).count()).isEqualTo(3 * 64 * 1024);
        }
        assertThat(gate.ask("HEAD /api/stream")).contains(" 200 ");
    }

    @Test
    void a_stream_that_breaks_is_seen_to_be_broken() {
        try (var client = gate.connect()) {
            var answer = client.send(Gate.request("GET /api/stream-breaks")).untilClosed();
            assertThat(answer).contains(" 200 ").doesNotEndWith("\r\n0\r\n\r\n");
        }
    }

    @Test
    void no_more_of_a_stream_is_made_than_the_caller_takes() {
        int before = FakeSurface.PIECES.get();
        try (var client = gate.connect()) {
            client.send(Gate.request("GET /api/stream-long"));
            client.until("\r\n\r\n");
            int made = 0;
            int seen;
            do { // until nothing more is made
                seen = made;
                assertThat(gate.ask("GET /api/open")).endsWith("open");
                made = FakeSurface.PIECES.get() - before;
            } while (made != seen);
            assertThat(made).isLessThan(1_000);
            client.read(100 * 64 * 1024);
        }
    }

    @Test
    void a_write_with_an_idempotency_key_goes_through_the_record() {
        var length = "Content-Length: 2\r\n\r\nhi";
        assertThat(gate.ask("POST /modern-less", key("anna", "write"), "Idempotency-Key: k"))
                .contains("modern:NotFound");
        assertThat(gate.ask("POST /api/notes?", key("anna", "write"), "Idempotency-Key: a key", length))
                .contains("X-Once: a key ")
                .containsPattern("X-Once: a key [0-9a-f]{64}\r\n");
        assertThat(gate.ask("POST /api/notes", key("anna", "write"), "Idempotency-Key: " + "k".repeat(256), length))
                .contains("modern:Malformed");
        assertThat(gate.ask("POST /api/notes", key("anna", "write"), "Idempotency-Key: ä", length))
                .contains("modern:Malformed");
        assertThat(gate.ask("POST /api/things", key("anna", "write"), "Idempotency-Key: k", length))
                .contains(" 200 ")
                .doesNotContain("X-Once");
    }

    @Test
    @Timeout(60)
    void draining_answers_what_is_in_flight_and_takes_nothing_new() {
        try (var idle = gate.connect();
                var busy = gate.connect()) {
            assertThat(idle.send(Gate.request("GET /api/open")).answer()).endsWith("open");
            busy.send(Gate.request("GET /api/slow"));
            FakeSurface.SLOW_STARTED.acquireUninterruptibly();
            var drained = gate.server.drain();
            assertThat(idle.untilClosed()).isEmpty();
            FakeSurface.SLOW.get().complete();
            assertThat(busy.untilClosed())
                    .contains(" 200 ")
                    .containsIgnoringCase("connection: close")
                    .endsWith("slow");
            await(drained);
            // The kernel's queue outlives the socket by one turn of the selector: what still gets in has no answer.
            assertThatThrownBy(() -> {
                        while (true) {
                            try (var late = gate.connect()) {
                                assertThat(late.untilClosed()).isEmpty();
                            }
                        }
                    })
                    .hasMessageContaining("refused");
        }
    }

    @Test
    void the_last_answer_has_the_rate_too() {
        var key = key("zoe", "read");
        for (int left = 2; left >= 0; left--) {
            assertThat(gate.ask("GET /api/things", key)).contains("X-Remaining: " + left);
        }
        var answer = gate.ask("GET /api/things", key);
        assertThat(status(answer)).isEqualTo(429);
        assertThat(answer).contains("X-Remaining: 0");
    }

    @Test
    void an_endpoint_may_have_a_limit_of_its_own() {
        var key = key("yves", "read");
        assertThat(gate.ask("GET /api/rare", key)).contains(" 200 ");
        assertThat(status(gate.ask("GET /api/rare", key))).isEqualTo(429);
        assertThat(gate.ask("GET /api/things", key)).contains(" 200 ").contains("X-Remaining: 2");
    }
}
