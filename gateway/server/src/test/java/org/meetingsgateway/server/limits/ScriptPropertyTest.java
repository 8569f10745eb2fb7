package org.meetingsgateway.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.server.limits.RedisServer.result;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.meetingsgateway.server.access.MovableClock;
import org.meetingsgateway.server.limits.RateLimits.Window;

/** The script against the limiter of one replica, which it has to be the same as, at any times. */
@Tag("redis")
class ScriptPropertyTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00.123Z");

    private static RedisServer server;
    private static Vertx vertx;
    private static Redis redis;
    private static Script script;

    @BeforeContainer
    static void start() {
        server = RedisServer.start();
        vertx = Vertx.vertx();
        var settings = server.settings();
        redis = Redis.createClient(
                vertx, new RedisOptions().setConnectionString(settings.url()).setPassword(RedisServer.PASSWORD));
        var real = Script.load();
        var moved = real.text().replace("redis.call('TIME')", "redis.call('HMGET', 'clock', 's', 'us')");
        assertThat(moved).isNotEqualTo(real.text());
        script = new Script(moved, "");
    }

    @AfterContainer
    static void stop() {
        result(redis.close());
        result(vertx.close());
        server.close();
    }

    private static Tally count(String key, List<Window> windows, Instant now) {
        result(redis.send(Request.cmd(Command.HSET)
                .arg("clock")
                .arg("s")
                .arg(now.getEpochSecond())
                .arg("us")
                .arg(now.getNano() / 1_000)));
        return Script.tally(result(redis.send(script.whole(key, windows))), windows);
    }

    @Property(tries = 60)
    void it_admits_and_tells_what_the_limiter_of_one_replica_does(
            @ForAll @IntRange(min = 1, max = 8) int shortLimit,
            @ForAll @IntRange(min = 1, max = 20) int longLimit,
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 7_000) Integer> pauses) {
        var windows = List.of(new Window(longLimit, 30), new Window(shortLimit, 5));
        var clock = new MovableClock(START);
        var nanos = new AtomicLong();
        var local = new RateLimits(Map.of("meetlog", windows), 10, nanos::get, clock);
        var key = "test:" + UUID.randomUUID();
        for (int pause : pauses) {
            clock.pass(Duration.ofMillis(pause));
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(pause));

            var tally = count(key, windows, clock.instant());

            assertThat(tally.admission()).isEqualTo(local.admit("meetlog", "a"));
        }
    }

    @Property(tries = 20)
    void a_clock_that_is_set_back_behind_the_first_request_begins_anew(
            @ForAll @IntRange(min = 1, max = 5) int limit, @ForAll @IntRange(min = 1, max = 1_000_000) int seconds) {
        var windows = List.of(new Window(limit, 60));
        var key = "test:" + UUID.randomUUID();
        count(key, windows, START);

        var tally = count(key, windows, START.minusSeconds(seconds));

        assertThat(tally.admitted()).isTrue();
        assertThat(tally.windows()).containsExactly(new Tally.Counted(windows.getFirst(), limit - 1, 60_000_000));
    }
}
