package org.meetingsgateway.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.model.Failure;

class MetricsTest {
    private final Metrics metrics = new Metrics();
    private final Vertx vertx = metrics.vertx(new VertxOptions().setEventLoopPoolSize(1));

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        metrics.close();
    }

    @Test
    void what_has_not_happened_is_0_from_the_start_on() {
        var sync = metrics.sync("meetlog", List.of("created", "failed"));
        assertThat(metrics.scrape(Metrics.PROMETHEUS_TEXT))
                .contains("gateway_failures_total{assignee=\"none\",kind=\"recording\"} 0.0")
                .contains("gateway_failures_total{assignee=\"role\",kind=\"connection\"} 0.0")
                .contains("gateway_sync_pages_total{connection_style=\"meetlog\"} 0.0")
                .contains("gateway_sync_drift_total{connection_style=\"meetlog\"} 0.0")
                .contains("gateway_sync_items_total{connection_style=\"meetlog\",outcome=\"failed\"} 0.0");
        sync.item("failed");
        metrics.failed(Failure.Kind.RECORDING, null);
        assertThat(metrics.scrape(Metrics.PROMETHEUS_TEXT))
                .contains("gateway_failures_total{assignee=\"none\",kind=\"recording\"} 1.0")
                .contains("gateway_sync_items_total{connection_style=\"meetlog\",outcome=\"created\"} 0.0")
                .contains("gateway_sync_items_total{connection_style=\"meetlog\",outcome=\"failed\"} 1.0");
    }

    @Test
    void a_pool_of_database_connections_reports_itself() throws Exception {
        var pool = PgBuilder.pool()
                .with(new PoolOptions().setName("store").setMaxSize(3))
                .connectingTo(
                        new PgConnectOptions().setHost("127.0.0.1").setPort(1).setUser("nobody"))
                .using(vertx)
                .build();
        pool.query("SELECT 1")
                .execute()
                .otherwiseEmpty()
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        assertThat(metrics.scrape(Metrics.PROMETHEUS_TEXT))
                .contains("vertx_pool_in_use{pool_name=\"store\",pool_type=\"sql\"}")
                .contains("vertx_pool_queue_pending{pool_name=\"store\",pool_type=\"sql\"}")
                .contains("vertx_pool_queue_time_seconds_count{pool_name=\"store\",pool_type=\"sql\"} 1");
    }
}
