package org.meetingsgateway.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.server.http.Gate.await;
import static org.meetingsgateway.server.http.Gate.key;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Problem;

class ManagementServerTest {
    private final Gate gate = new Gate(ServerLimits.DEFAULT);
    private final AtomicReference<Supplier<Future<Void>>> database = new AtomicReference<>(Future::succeededFuture);
    private final Readiness readiness = new Readiness(() -> database.get().get());
    private final ManagementServer management = new ManagementServer(gate.vertx, gate.metrics, readiness);
    private final int port = await(management.start("127.0.0.1", 0));

    @AfterEach
    void stop() {
        gate.close();
    }

    private String get(String path, String... headers) {
        try (var client = new RawClient(port)) {
            return client.send(Gate.request("GET " + path, headers)).answer();
        }
    }

    @Test
    void metrics_tell_requests_by_surface_route_method_and_status() {
        gate.ask("GET /api/things/42?token=secret", key("anna", "read"));
        gate.ask("BREW /nowhere/secret");
        assertThat(get("/metrics"))
                .contains("text/plain; version=0.0.4")
                .contains(
                        "http_server_request_duration_seconds_bucket{method=\"GET\",route=\"/api/things/:id\",status=\"200\","
                                + "surface=\"legacy\",le=\"0.005\"}")
                .contains("http_server_request_duration_seconds_count{method=\"_OTHER\",route=\"unmatched\","
                        + "status=\"404\",surface=\"modern\"} 1")
                .contains("gateway_rate_limit_total{outcome=\"admitted\",surface=\"legacy\"} 1.0")
                .contains("gateway_requests_in_flight 0.0", "gateway_requests_shed_total{surface=\"modern\"} 0.0")
                .contains("gateway_connections_open", "gateway_event_loop_lag_seconds{loop=\"1\"}")
                .contains("jvm_memory_used_bytes", "jvm_gc_", "jvm_threads_live_threads")
                .contains("process_cpu_usage", "process_uptime_seconds", "process_files_open_files")
                .contains("vertx_pool_in_use{", "vertx_pool_queue_pending{", "vertx_pool_queue_time_seconds")
                .doesNotContain("secret");
        assertThat(get("/metrics", "Accept: application/openmetrics-text; version=1.0.0"))
                .contains("application/openmetrics-text; version=1.0.0")
                .endsWith("# EOF\n");
    }

    @Test
    void it_is_alive_and_ready_while_the_database_answers() {
        assertThat(get("/health/live")).contains(" 200 ").endsWith("{\"status\":\"up\"}");
        assertThat(get("/health/ready"))
                .contains(" 200 ")
                .endsWith("{\"status\":\"up\",\"checks\":{\"database\":\"up\",\"listener\":\"up\"}}");
    }

    @Test
    void it_is_not_ready_while_the_database_is_away_or_silent_or_the_check_is_broken() {
        database.set(() -> Future.failedFuture(new Problem.Unavailable("away", java.time.Duration.ZERO)));
        assertThat(get("/health/ready")).contains(" 503 ").contains("\"database\":\"down\"");
        assertThat(get("/metrics"))
                .contains("gateway_health{check=\"database\"} 0.0", "gateway_health{check=\"listener\"} 1.0");
        assertThat(new Readiness(() -> Promise.<Void>promise().future()).status())
                .satisfies(asked -> assertThat(await(asked).ready()).isFalse());
        assertThat(await(new Readiness(() -> {
                                    throw new IllegalStateException("broken");
                                })
                                .status())
                        .ready())
                .isFalse();
    }

    @Test
    void it_is_alive_but_not_ready_once_it_drains() {
        readiness.drain();
        assertThat(get("/health/ready")).contains(" 503 ").contains("\"listener\":\"draining\"");
        assertThat(get("/metrics"))
                .contains("gateway_health{check=\"database\"} 1.0", "gateway_health{check=\"listener\"} 0.0");
        assertThat(get("/health/live")).contains(" 200 ");
    }

    @Test
    void nothing_else_is_there() {
        assertThat(get("/v1/meetings")).contains(" 404 ");
        try (var client = new RawClient(port)) {
            assertThat(client.send(Gate.request("POST /metrics")).answer()).contains(" 405 ");
        }
    }
}
