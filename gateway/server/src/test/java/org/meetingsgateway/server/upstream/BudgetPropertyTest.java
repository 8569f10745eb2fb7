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

    /** Milliseconds to the slots; there and back is less than the least that a request may be late. */
    private static final long NEAR = 100;

    private static Supplier<Duration> upTo(Random random, long millis) {
        return () -> Duration.ofNanos((long) (random.nextDouble() * millis * 1_000_000));
    }

    /** Mostly punctual, now and then very late. */
    private static Supplier<Duration> lateness(Random random, Quota quota) {
        var late = upTo(random, 3 * Pace.of(quota).slack().toMillis());
        return () -> random.nextInt(4) == 0 ? late.get() : Duration.ZERO;
    }

    @Property(tries = 300)
    void no_stretch_of_time_has_more_requests_than_the_quota(
            @ForAll @IntRange(min = 1, max = 200) int requests,
            @ForAll @LongRange(min = 1, max = 60) long seconds,
            @ForAll @IntRange(min = 1, max = 4) int replicas,
            @ForAll long seed) {
        var random = new Random(seed);
        var quota = new Quota(requests, seconds);
        withinQuota(sent(quota, replicas, 1 + random.nextInt(400), lateness(random, quota), random), quota);
    }

    @Property(tries = 100)
    void where_nobody_is_late_requests_are_sent(
            @ForAll @IntRange(min = 1, max = 200) int requests,
            @ForAll @LongRange(min = 1, max = 60) long seconds,
            @ForAll @IntRange(min = 1, max = 4) int replicas,
            @ForAll long seed) {
        var quota = new Quota(requests, seconds);
        var sent = sent(quota, replicas, NEAR, () -> Duration.ZERO, new Random(seed));
        assertThat(sent).isNotEmpty();
        withinQuota(sent, quota);
    }

    @Property(tries = 100)
    void callers_use_the_burst_and_whoever_they_are_the_mirror_has_its_part(
            @ForAll @IntRange(min = 1, max = 200) int requests,
            @ForAll @LongRange(min = 1, max = 3_600) long seconds,
            @ForAll @IntRange(min = 1, max = 4) int replicas) {
        var quota = new Quota(requests, seconds);
        var pace = Pace.of(quota);
        var time = new MovableTime();
        var slots = new SimulatedSlots(time, () -> Duration.ZERO);
        var sent = new ArrayList<String>();
        Exchange account = request -> {
            sent.add(request.path());
            return Future.succeededFuture(WireResponse.empty(200));
        };
        Supplier<Budget> budget = () -> new Budget(account, quota, slots, new FakeUpstream(false), time, time.clock());
        var first = budget.get();
        first.lane(Lane.MIRROR).send(WireRequest.get("/mirror"));
        var all = new ArrayList<Budget>(List.of(first));
        for (int i = 1; i < replicas; i++) {
            all.add(budget.get());
        }
        time.pass(Duration.ZERO);
        sent.clear();
        first.lane(Lane.MIRROR).send(WireRequest.get("/mirror"));
        for (int i = 0; i < pace.burst() - 1; i++) {
            first.lane(Lane.CALLER).send(WireRequest.get("/caller"));
        }
        time.pass(Duration.ZERO);
        assertThat(sent).as("at once").hasSize(Math.max(0, pace.burst() - 2)).allMatch("/caller"::equals);

        for (int slot = 0; slot < 4 * (pace.burst() + replicas); slot++) {
            all.forEach(one -> one.lane(Lane.CALLER).send(WireRequest.get("/caller")));
            first.lane(Lane.MIRROR).send(WireRequest.get("/mirror"));
            time.pass(pace.spacing());
        }
        assertThat(sent.stream().filter("/mirror"::equals).count()).isGreaterThanOrEqualTo(3);
    }

    /** When something was sent, of three times what the quota allows and more; all of it is answered. */
    private static List<Duration> sent(
            Quota quota, int replicas, long wayMillis, Supplier<Duration> lateness, Random random) {
        var time = new MovableTime();
        var slots = new SimulatedSlots(time, upTo(random, wayMillis));
        var sent = new ArrayList<Duration>();
        Exchange account = request -> {
            sent.add(time.passed());
            return Future.succeededFuture(WireResponse.empty(random.nextInt(5) == 0 ? 503 : 200));
        };
        var lanes = new ArrayList<Exchange>();
        for (int i = 0; i < replicas; i++) {
            var own = time.late(lateness);
            var budget = new Budget(account, quota, slots, new FakeUpstream(false), own, time.clock());
            for (var lane : Lane.values()) {
                lanes.add(new Retrying(budget.lane(lane), own, random::nextDouble, () -> {}));
            }
        }
        var answered = new AtomicInteger();
        int calls = 3 * quota.requests() + 10;
        long spread = 1 + random.nextInt((int) (4_000 * quota.seconds()));
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
        return sent;
    }

    private static void withinQuota(List<Duration> sent, Quota quota) {
        for (int i = 0; i + quota.requests() < sent.size(); i++) {
            assertThat(sent.get(i + quota.requests()).minus(sent.get(i)))
                    .isGreaterThan(Duration.ofSeconds(quota.seconds()));
        }
    }
}
