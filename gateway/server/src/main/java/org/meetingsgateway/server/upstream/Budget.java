package org.meetingsgateway.server.upstream;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.RemoteFailure.Limited;
import org.meetingsgateway.remote.Spent;
import org.meetingsgateway.spi.Upstream;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/**
 * Keeps the quota of one account in any stretch of time of its length ({@link Pace} says why), however many replicas ask it.
 * What cannot be sent in time fails with {@link Limited}. All of it happens on one thread.
 */
final class Budget {
    /** How many wait in each lane. */
    static final int WAITING = 64;

    /** Whatever an account says, it is asked again after that, or after its quota's length where that is longer. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private record Waiting(WireRequest request, long until, Promise<WireResponse.Bytes> answer) {}

    private final Exchange exchange;
    private final Quota quota;
    private final Slots slots;
    private final Upstream upstream;
    private final Time time;
    private final Clock clock;
    private final Pace pace;
    private final AtomicRateLimiter asking;
    private final Map<Lane, Queue> queues = new EnumMap<>(Lane.class);
    private long closedUntil;

    Budget(Exchange exchange, Quota quota, Slots slots, Upstream upstream, Time time, Clock clock) {
        this.exchange = exchange;
        this.quota = quota;
        this.slots = slots;
        this.upstream = upstream;
        this.time = time;
        this.clock = clock;
        this.pace = Pace.of(quota);
        this.closedUntil = time.nanos();
        this.asking = new AtomicRateLimiter(
                "asking",
                RateLimiterConfig.custom()
                        .limitForPeriod(pace.burst())
                        .limitRefreshPeriod(pace.spacing())
                        .timeoutDuration(pace.of(2))
                        .build(),
                time::nanos);
        for (var lane : Lane.values()) {
            queues.put(lane, new Queue(lane));
        }
    }

    Exchange lane(Lane lane) {
        return queue(lane)::send;
    }

    /** The connection is gone, or another one by now: what its mirror still waits for is not sent any more. */
    void end() {
        var mirror = queue(Lane.MIRROR);
        mirror.fail(
                List.copyOf(mirror.waiting),
                new Problem.Unavailable("The connection is not what it was", pace.spacing()));
    }

    private Queue queue(Lane lane) {
        return Objects.requireNonNull(queues.get(lane));
    }

    /** How long the account itself said that it is not to be asked. */
    private Duration closed() {
        return Duration.ofNanos(Math.max(0, closedUntil - time.nanos()));
    }

    /** Those of one lane who wait to be sent: one slot is asked for at a time. */
    private final class Queue {
        private final Lane lane;
        private final Deque<Waiting> waiting = new ArrayDeque<>();
        private boolean isAsking;
        private boolean isWatched;

        Queue(Lane lane) {
            this.lane = lane;
        }

        Future<WireResponse.Bytes> send(WireRequest request) {
            if (waiting.size() >= WAITING) {
                return Future.failedFuture(new Limited(pace.of(WAITING), null, null));
            }
            var patience = lane.patience(pace);
            var closed = closed();
            if (closed.compareTo(patience) > 0) {
                return Future.failedFuture(limited(closed));
            }
            var one = new Waiting(request, time.nanos() + patience.toNanos(), Promise.promise());
            waiting.add(one);
            if (!isAsking) {
                next();
            }
            watch();
            return one.answer().future();
        }

        /** Each is told at its own time, whatever is waited for: whoever waits longest is the first one. */
        private void watch() {
            var first = waiting.peek();
            if (first != null && !isWatched) {
                isWatched = true;
                time.after(Duration.ofNanos(first.until() - time.nanos() + 1), () -> {
                    isWatched = false;
                    long now = time.nanos();
                    fail(waiting.stream().filter(one -> one.until() - now < 0).toList(), limited(closed()));
                    watch();
                });
            }
        }

        /** No slot is asked for before this replica alone would have one. */
        private void next() {
            isAsking = !waiting.isEmpty();
            if (isAsking) {
                time.after(Duration.ofNanos(asking.reservePermission()), this::ask);
            }
        }

        private void ask() {
            long now = time.nanos();
            var closed = closed();
            refuse(closed);
            if (closed.isPositive()) {
                time.after(closed, this::next);
                return;
            }
            long patience =
                    waiting.stream().mapToLong(one -> one.until() - now).max().orElse(-1);
            if (patience < 0) {
                next();
                return;
            }
            var all = List.copyOf(waiting);
            slots.reserve(pace.spacing(), lane.ahead(pace), Duration.ofNanos(patience))
                    .onComplete(asked -> {
                        if (asked.failed()) {
                            fail(all, asked.cause());
                            next();
                            return;
                        }
                        var slot = asked.result();
                        if (slot.granted()) {
                            refuse(slot.after());
                            time.after(
                                    slot.after(),
                                    () -> reached(now + slot.after().toNanos()));
                        } else {
                            fail(all, limited(slot.after()));
                            next();
                        }
                    });
        }

        /** The slot is not before {@code slot}: it was counted from when it was asked for. */
        private void reached(long slot) {
            long now = time.nanos();
            if (now - slot <= pace.slack().toNanos() && now - closedUntil >= 0) {
                var first = waiting.poll();
                if (first != null) {
                    exchange.send(first.request()).onSuccess(Budget.this::heed).onComplete(first.answer());
                }
            }
            next();
        }

        /** Those who would not wait that long. */
        private void refuse(Duration wait) {
            long at = time.nanos() + wait.toNanos();
            fail(waiting.stream().filter(one -> one.until() - at < 0).toList(), limited(wait));
        }

        /** Those of them who still wait. */
        private void fail(Collection<Waiting> some, Throwable why) {
            some.stream().filter(waiting::remove).forEach(one -> one.answer().fail(why));
        }
    }

    /** What the account itself says goes beyond what we counted. */
    private void heed(WireResponse.Bytes response) {
        var spent = upstream.spent(response, clock.instant());
        if (spent == null || !(spent.refused() || Objects.equals(spent.remaining(), 0L))) {
            return;
        }
        var pause = pause(spent);
        if (pause.isPositive()) {
            long until = time.nanos() + pause.toNanos();
            closedUntil = until - closedUntil > 0 ? until : closedUntil;
            // What may be sooner may not be sooner than that. Should it fail, this replica keeps to it all the same.
            slots.postpone(pause.plus(pace.ahead()));
        }
    }

    private Duration pause(Spent spent) {
        var window = Duration.ofSeconds(quota.seconds());
        if (spent.freeAt() == null) {
            return spent.refused() ? window : Duration.ZERO;
        }
        var longest = window.compareTo(LONGEST_PAUSE) > 0 ? window : LONGEST_PAUSE;
        var told = Duration.between(clock.instant(), spent.freeAt());
        return told.compareTo(longest) > 0 ? longest : told;
    }

    private Limited limited(Duration wait) {
        return new Limited(wait.isPositive() ? wait : pace.spacing(), null, null);
    }
}
