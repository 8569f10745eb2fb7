package org.meetingsgateway.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.server.http.Gate.key;

import io.netty.util.internal.PlatformDependent;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.server.http.Load.Rank;
import org.meetingsgateway.server.metrics.Metrics;

class LoadTest {
    private static void waitFor(Gate gate, String metric) {
        long patience = System.nanoTime() + 10_000_000_000L;
        while (!gate.metrics.scrape(Metrics.PROMETHEUS_TEXT).contains(metric)) {
            assertThat(System.nanoTime()).as(metric).isLessThan(patience);
            Thread.onSpinWait();
        }
    }

    @Test
    void callers_are_turned_away_before_operators() {
        try (var metrics = new Metrics()) {
            metrics.vertx(new io.vertx.core.VertxOptions()).close();
            var load = new Load(ServerLimits.DEFAULT, metrics);
            int taken = 0;
            while (load.begins(Rank.CALLER)) {
                taken++;
            }
            assertThat(taken).isPositive();
            assertThat(load.begins(Rank.OPERATOR)).isTrue();
            load.storeIsSilent(true);
            assertThat(load.begins(Rank.OPERATOR)).isFalse();
            load.storeIsSilent(false);
            assertThat(load.begins(Rank.OPERATOR)).isTrue();
        }
    }

    @Test
    void what_is_shed_is_said_in_the_envelope_of_its_surface_and_counted_by_it() {
        try (var gate = new Gate(Gate.NARROW);
                var first = gate.connect();
                var second = gate.connect()) {
            first.send(Gate.request("GET /api/never"));
            second.send(Gate.request("GET /api/never"));
            waitFor(gate, "gateway_requests_working 2.0");
            assertThat(gate.ask("GET /modern/api/open")).contains(" 503 ", "modern:Unavailable");
            assertThat(gate.ask("GET /legacy/api/open")).contains(" 503 ", "legacy:Unavailable");
            try (var client = gate.connect()) {
                client.send(Gate.request("POST /legacy/api/things", "Content-Length: 5") + "hello");
                assertThat(client.answer()).contains(" 503 ", "legacy:Unavailable");
                client.send(Gate.request("GET /legacy/api/open"));
                assertThat(client.answer()).contains(" 503 ", "legacy:Unavailable");
            }
            waitFor(gate, "gateway_requests_shed_total{surface=\"modern\"} 1.0");
            waitFor(gate, "gateway_requests_shed_total{surface=\"legacy\"} 3.0");
            waitFor(gate, "gateway_requests_limit 2.0");
        }
    }

    @Test
    void callers_who_are_waited_for_hold_up_nobody() {
        try (var gate = new Gate(Gate.NARROW)) {
            var slow = new ArrayList<RawClient>();
            for (int i = 0; i < 3; i++) {
                slow.add(gate.connect()
                        .send(Gate.request("POST /api/things", key("anna" + i, "write"), "Content-Length: 10")
                                + "abc"));
                slow.add(gate.connect().send(Gate.request("GET /api/stream-long")));
            }
            waitFor(gate, "gateway_requests_in_flight 6.0");
            waitFor(gate, "gateway_requests_working 0.0");
            assertThat(gate.ask("GET /api/open")).endsWith("open");
            slow.forEach(RawClient::close);
            waitFor(gate, "gateway_requests_in_flight 0.0");
            waitFor(gate, "gateway_held_bytes 0.0");
            waitFor(gate, "gateway_requests_working 0.0");
        }
    }

    @Test
    void where_much_is_held_callers_who_do_not_read_are_cut_off_soon() {
        try (var gate = new Gate(Gate.NARROW)) {
            var slow = new ArrayList<RawClient>();
            for (int i = 0; i < 12; i++) { // 64 KiB each, of 1 MiB that may be held
                slow.add(gate.connect().send(Gate.request("GET /api/stream-long")));
            }
            waitFor(gate, "route=\"/api/stream-long\",status=\"499\"");
            assertThat(gate.ask("GET /api/open")).endsWith("open");
            slow.forEach(RawClient::close);
            waitFor(gate, "gateway_requests_in_flight 0.0");
        }
    }

    @Test
    void where_too_much_is_held_the_slowest_callers_leave_at_once() {
        try (var gate = new Gate(Gate.PATIENT)) {
            var slow = new ArrayList<RawClient>();
            for (int i = 0; i < 18; i++) { // 64 KiB each, of 1 MiB that may be held
                slow.add(gate.connect().send(Gate.request("GET /api/stream-long")));
            }
            waitFor(gate, "route=\"/api/stream-long\",status=\"499\"");
            assertThat(gate.ask("GET /api/open")).endsWith("open");
            slow.forEach(RawClient::close);
            waitFor(gate, "gateway_requests_in_flight 0.0");
            waitFor(gate, "gateway_held_bytes 0.0");
        }
    }

    @Test
    void while_large_answers_are_not_taken_others_are_turned_away_and_small_ones_are_not() {
        try (var gate = new Gate(Gate.ROOMY)) {
            long before = PlatformDependent.usedDirectMemory();
            var slow = new ArrayList<RawClient>();
            for (int held = 1; held <= 2; held++) {
                slow.add(gate.connect().send(Gate.request("GET /api/large")));
                waitFor(gate, "gateway_held_bytes " + (double) held * FakeSurface.LARGE.length() + "\n");
            }
            for (int loop = 0; loop < 2; loop++) { // behind what each of them writes
                assertThat(gate.ask("GET /api/open")).endsWith("open");
            }
            assertThat(PlatformDependent.usedDirectMemory() - before)
                    .as("of what is not taken no second copy is made")
                    .isLessThan(FakeSurface.LARGE.length());
            assertThat(gate.ask("GET /api/large")).contains(" 503 ", "modern:Unavailable");
            for (var caller : slow) {
                assertThat(caller.answer()).contains(" 200 ").hasSizeGreaterThan(FakeSurface.LARGE.length());
            }
            waitFor(gate, "gateway_held_bytes 0.0");
            assertThat(gate.ask("GET /api/large")).contains(" 200 ");
            slow.forEach(RawClient::close);
        }
    }

    @Test
    void where_there_are_too_many_connections_the_one_that_asked_for_nothing_for_the_longest_time_leaves() {
        try (var gate = new Gate(Gate.NARROW)) {
            var idle = new ArrayList<RawClient>();
            for (int i = 0; i < 60; i++) { // of 20 that there may be
                idle.add(gate.connect());
            }
            for (int i = 0; i < 20; i++) {
                assertThat(gate.ask("GET /api/open", "Connection: close")).endsWith("open");
            }
            assertThat(idle.getFirst().untilClosed()).isEmpty();
            idle.forEach(RawClient::close);
        }
    }
}
