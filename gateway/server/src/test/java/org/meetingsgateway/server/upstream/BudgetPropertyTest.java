package org.meetingsgateway.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.server.federation.FakeUpstream;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

class BudgetPropertyTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private static Supplier<Duration> upTo(Random random, long millis) {
        return () -> Duration.ofNanos((long) (random.nextDouble() * millis * 1_000_000));
    }

    /** Mostly punctual, now and then very late. */
    private static Supplier<Duration> lateness(Random random, Quota quota) {
        var late = upTo(random, 3 * Budget.slack(quota).toMillis());
        return () -> random.nextInt(4) == 0 ? late.get() : Duration.ZERO;
    }

    @Property(tries = 300)
    void no_stretch_of_time_has_more_requests_than_the_quota(
            @ForAll @IntRange(min = 1, max = 40) int requests,
            @ForAll @LongRange(min = 1, max = 60) long seconds,
            @ForAll @IntRange(min = 1, max = 4) int replicas,
            @ForAll long seed) {
        var random = new Random(seed);
        var quota = new Quota(requests, seconds);
        var time = new MovableTime();
        var slots = new SimulatedSlots(time, upTo(random, 1 + random.nextInt(400)));
        var sent = new ArrayList<Duration>();
        Exchange account = request -> {
            sent.add(time.passed());
            return Future.succeededFuture(WireResponse.empty(random.nextInt(5) == 0 ? 503 : 200));
        };
        var lanes = new ArrayList<Exchange>();
        for (int i = 0; i < replicas; i++) {
            var own = time.late(lateness(random, quota));
            var budget = new Budget(account, quota, slots, new FakeUpstream(false), own, time.clock());
            for (var lane : Lane.values()) {
                lanes.add(new Retrying(budget.lane(lane), own, random::nextDouble));
            }
        }
        var answered = new AtomicInteger();
        int calls = 3 * requests + 10;
        long spread = 1 + random.nextInt((int) (4_000 * seconds));
        for (int i = 0; i < calls; i++) {
            var lane = lanes.get(random.nextInt(lanes.size()));
            time.after(
                    upTo(random, spread).get(),
                    () -> lane.send(WireRequest.get("/")).onComplete(done -> {
                        answered.incrementAndGet();
                        assertThat(done.succeeded() || done.cause() instanceof RemoteFailure.Limited)
                                .isTrue();
                    }));
        }
        time.pass(LONG);

        assertThat(answered).as("nobody waits for ever").hasValue(calls);
        assertThat(sent).isNotEmpty();
        withinQuota(sent, quota);
    }

    private static void withinQuota(List<Duration> sent, Quota quota) {
        for (int i = 0; i + quota.requests() < sent.size(); i++) {
            assertThat(sent.get(i + quota.requests()).minus(sent.get(i)))
                    .isGreaterThan(Duration.ofSeconds(quota.seconds()));
        }
    }
}
