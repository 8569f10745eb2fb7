package org.meetingsgateway.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.server.limits.RedisServer.result;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.server.config.Redis;
import org.meetingsgateway.server.config.Secret;
import org.meetingsgateway.server.limits.RateLimits.Window;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.wire.RateStatus;

/** Replicas with a real Redis. It needs a program {@code redis-server}. */
@Tag("redis")
class SharedLimitsTest {
    private static final Map<String, List<Window>> LIMITS = Map.of(
            "meetlog", List.of(new Window(60, 600)), "desktop", List.of(new Window(500, 3600), new Window(300, 600)));

    private final RedisServer server = RedisServer.start();
    private final List<Replica> replicas = new ArrayList<>();

    /** What a gateway has of limits. */
    private record Replica(Metrics metrics, Vertx vertx, SharedLimits limits) {
        Admission ask(String limit, String credential) {
            return result(limits.ask(limit, credential));
        }

        double metric(String series) {
            return metrics.scrape(Metrics.PROMETHEUS_TEXT)
                    .lines()
                    .filter(line -> line.startsWith(series + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(series));
        }

        boolean isShared() {
            return metric("gateway_rate_limit_shared") == 1;
        }

        double decisions(String store) {
            return metric("gateway_rate_limit_decisions_total{store=\"" + store + "\"}");
        }
    }

    private Replica replica(Redis redis) {
        var metrics = new Metrics();
        var vertx = metrics.vertx(new VertxOptions().setEventLoopPoolSize(2));
        var local = new RateLimits(LIMITS, 1_000, System::nanoTime, Clock.systemUTC());
        var limits = new SharedLimits(vertx, redis, local, 1_000, System::nanoTime, metrics.limits());
        result(limits.start());
        var replica = new Replica(metrics, vertx, limits);
        replicas.add(replica);
        return replica;
    }

    private Replica a;
    private Replica b;

    @BeforeEach
    void two() {
        a = replica(server.settings());
        b = replica(server.settings());
    }

    @AfterEach
    void stop() {
        replicas.forEach(replica -> result(replica.vertx().close()));
        server.close();
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private long admitted(int requests, Replica... asked) {
        return IntStream.range(0, requests)
                .filter(i -> asked[i % asked.length].ask("meetlog", "ann").admitted())
                .count();
    }

    @Test
    void sixty_are_sixty_over_all_replicas_and_both_tell_the_same() {
        assertThat(a.isShared()).isTrue();
        assertThat(admitted(130, a, b)).isEqualTo(60);
        var one = a.ask("meetlog", "ann");
        var other = b.ask("meetlog", "ann");
        assertThat(one.admitted()).isFalse();
        assertThat(one.status().windows())
                .singleElement()
                .satisfies(window -> assertThat(window.remaining()).isZero());
        assertThat(one.status().windows())
                .extracting(RateStatus.Window::resetAt)
                .isEqualTo(other.status().windows().stream()
                        .map(RateStatus.Window::resetAt)
                        .toList());
        assertThat(one.retryAfter()).isBetween(Duration.ofSeconds(500), Duration.ofSeconds(600));
        assertThat(a.ask("meetlog", "bob").admitted())
                .as("others are not limited")
                .isTrue();
    }

    @Test
    void requests_that_come_at_once_get_exactly_the_smallest_window() throws Exception {
        Callable<Long> client = () -> IntStream.range(0, 200)
                .filter(i -> (i % 2 == 0 ? a : b).ask("desktop", "ann").admitted())
                .count();
        long admitted = 0;
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var each : threads.invokeAll(List.of(client, client, client, client))) {
                admitted += each.get();
            }
        }
        assertThat(admitted).isEqualTo(300);
        assertThat(a.ask("desktop", "ann").status().windows())
                .extracting(RateStatus.Window::remaining)
                .containsExactly(200L, 0L);
    }

    @Test
    void who_was_refused_costs_redis_nothing_until_the_window_starts_anew() {
        admitted(70, a);
        assertThat(a.decisions("redis")).isEqualTo(61);
        assertThat(a.decisions("remembered")).isEqualTo(9);
        assertThat(a.decisions("local")).isZero();
    }

    @Test
    void what_has_no_limit_asks_nobody() {
        assertThat(a.ask("admin", "ann")).isEqualTo(new Admission(true, new RateStatus(List.of()), Duration.ZERO));
        assertThat(a.decisions("redis")).isZero();
    }

    @Test
    void a_redis_that_has_forgotten_the_script_is_told_it_again_and_keys_expire_by_themselves() {
        var client = io.vertx.redis.client.Redis.createClient(
                a.vertx(),
                new RedisOptions().setConnectionString(server.settings().url()).setPassword(RedisServer.PASSWORD));
        a.ask("meetlog", "ann");
        result(client.send(Request.cmd(Command.SCRIPT).arg("FLUSH")));
        assertThat(b.ask("meetlog", "ann").status().windows())
                .extracting(RateStatus.Window::remaining)
                .containsExactly(58L);
        assertThat(b.decisions("redis")).isEqualTo(1);
        var left = result(client.send(Request.cmd(Command.PTTL).arg("meetings-gateway:limit:meetlog:ann")));
        assertThat(left.toLong()).isBetween(1_100_000L, 1_200_000L);
        result(client.close());
    }

    @Test
    void while_redis_hangs_the_replica_decides_and_when_it_answers_they_are_shared_again() throws Exception {
        var hasty = replica(server.settings(Duration.ofMillis(50)));
        until(hasty::isShared);
        assertThat(hasty.ask("meetlog", "ann").admitted()).isTrue();
        server.suspend();
        for (int i = 0; i < Sharing.ENOUGH; i++) {
            assertThat(hasty.ask("meetlog", "ann").admitted()).isTrue();
        }
        until(() -> !hasty.isShared());
        assertThat(hasty.metric("gateway_rate_limit_store_errors_total{reason=\"timeout\"}"))
                .isPositive();
        double before = hasty.decisions("local");
        assertThat(admitted(100, hasty))
                .as("what it had admitted before counts")
                .isLessThan(56);
        assertThat(hasty.decisions("local")).as("nobody waits any more").isEqualTo(before + 100);
        server.resume();
        until(hasty::isShared);
    }

    @Test
    void a_redis_that_is_not_there_or_lets_nobody_in_is_no_reason_not_to_start() {
        var nowhere = new Redis(false, "127.0.0.1", RedisServer.freePort(), null, null, 0, Duration.ofSeconds(5));
        var known = server.settings();
        var refused = new Redis(false, known.host(), known.port(), null, new Secret("wrong"), 0, Duration.ofSeconds(5));
        var away = replica(nowhere);
        assertThat(away.isShared()).isFalse();
        assertThat(away.metric("gateway_rate_limit_store_errors_total{reason=\"unreachable\"}"))
                .isGreaterThanOrEqualTo(1);
        assertThat(admitted(100, away)).isEqualTo(60);
        var locked = replica(refused);
        assertThat(locked.isShared()).isFalse();
        assertThat(locked.metric("gateway_rate_limit_store_errors_total{reason=\"error\"}"))
                .isGreaterThanOrEqualTo(1);
    }
}
