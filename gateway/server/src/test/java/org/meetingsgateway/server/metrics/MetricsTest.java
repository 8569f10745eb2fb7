package org.meetingsgateway.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Metrics metrics = new Metrics();
    private final Vertx vertx = metrics.vertx(new VertxOptions().setEventLoopPoolSize(1));

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        metrics.close();
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
