package org.meetingsgateway.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meetingsgateway.server.metrics.Metrics;

class FailuresTest {
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
    @CsvSource({
        "/api/throws, 500 , modern:Internal",
        "/api/fails, 500 , modern:Internal",
        "/api/later, 500 , modern:Internal",
        "/api/problem, 404 , modern:NotFound",
        "/api/bad-header, 500 , modern:Internal",
        "/api/stream-fails, 500 , modern:Internal"
    })
    void whatever_fails_is_answered_in_the_envelope_and_the_connection_lives_on(
            String path, String status, String body) {
        try (var client = gate.connect()) {
            assertThat(client.send(Gate.request("GET " + path, "X-Request-Id: it"))
                            .answer())
                    .contains(status)
                    .endsWith(body + " it");
            assertThat(client.send(Gate.request("GET /api/open")).answer()).endsWith("open");
        }
    }

    @Test
    void a_surface_that_cannot_render_still_gets_an_answer() {
        assertThat(gate.ask("GET /api/throws", "X-Break-Render: 1", "X-Request-Id: it"))
                .contains(" 500 ", "X-Request-Id: it");
    }

    @Test
    void a_refused_body_is_dropped_and_the_connection_lives_on() {
        try (var client = gate.connect()) {
            client.send(Gate.request("POST /api/things", "Content-Length: 5000") + "x".repeat(5000));
            assertThat(client.answer()).contains("legacy:Unauthenticated");
            assertThat(client.send(Gate.request("GET /api/open")).answer()).endsWith("open");
        }
    }

    @Test
    void a_large_refused_body_closes_the_connection() {
        try (var client = gate.connect()) {
            client.send(Gate.request("POST /api/things", "Content-Length: 5000000") + "x".repeat(500));
            assertThat(client.untilClosed())
                    .contains("legacy:Unauthenticated")
                    .containsIgnoringCase("connection: close");
        }
    }

    @Test
    void pipelined_requests_are_answered_in_order() {
        try (var client = gate.connect()) {
            client.send(Gate.request("GET /api/problem")
                    + Gate.request("GET /api/open")
                    + Gate.request("GET /api/later", "Connection: close"));
            assertThat(client.answer()).contains("modern:NotFound");
            assertThat(client.answer()).endsWith("open");
            assertThat(client.untilClosed()).contains("modern:Internal");
        }
    }

    @Test
    void too_many_requests_in_flight_are_shed_at_once() {
        try (var first = gate.connect();
                var second = gate.connect()) {
            first.send(Gate.request("GET /api/never"));
            second.send(Gate.request("GET /api/never"));
            waitFor("gateway_requests_in_flight 2.0");
            assertThat(gate.ask("GET /api/open")).contains(" 503 ", "modern:Unavailable");
        }
        waitFor("gateway_requests_in_flight 0.0");
        assertThat(gate.ask("GET /api/open")).endsWith("open");
    }

    @Test
    void a_caller_who_leaves_is_forgotten() {
        try (var client = gate.connect()) {
            client.send(Gate.request("GET /api/never"));
            waitFor("gateway_requests_in_flight 1.0");
        }
        waitFor("gateway_requests_in_flight 0.0");
        waitFor("route=\"/api/never\",status=\"499\"");
    }

    private static void waitFor(String metric) {
        long patience = System.nanoTime() + 10_000_000_000L;
        while (!gate.metrics.scrape(Metrics.PROMETHEUS_TEXT).contains(metric)) {
            assertThat(System.nanoTime()).as(metric).isLessThan(patience);
            Thread.onSpinWait();
        }
    }
}
