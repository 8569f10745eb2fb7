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
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.RemoteFailure.Limited;
import org.meetingsgateway.remote.Spent;
import org.meetingsgateway.spi.Upstream;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/**
 * Keeps the quota of one account in any stretch of time of its length, however many replicas ask it. What cannot be sent in
 * time fails with {@link Limited}. All of it happens on one thread.
 *
 * <p>A request is sent in a slot, not before it and at most {@link #slack} after it; one that is later waits for another
 * one. So in a stretch {@code W} there are only requests whose slots are in a stretch {@code W + slack}, and as slots are
 * more than {@code (W + slack) / requests} apart, those are {@code requests} at the most.
 */
final class Budget {
    /** How many wait in each lane. */
    static final int WAITING = 64;

    /** How often callers go before the mirror. */
    private static final int IN_ROW = 3;

    private static final Duration LEAST_SLACK = Duration.ofMillis(250);
    private static final Duration MOST_SLACK = Duration.ofSeconds(5);
    private static final int PART = 10;

    /** Whatever an account says, it is asked again after that, or after its quota's length where that is longer. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private record Waiting(WireRequest request, long until, Promise<WireResponse.Bytes> answer) {}

    private final Exchange exchange;
    private final Quota quota;
    private final Slots slots;
    private final Upstream upstream;
    private final Time time;
    private final Clock clock;
    private final Duration slack;
    private final Duration spacing;
    private final AtomicRateLimiter pace;
    private final Map<Lane, Deque<Waiting>> lanes = new EnumMap<>(Lane.class);
    private boolean isAsking;
    private int callersInRow;
    private long closedUntil;

    Budget(Exchange exchange, Quota quota, Slots slots, Upstream upstream, Time time, Clock clock) {
        this.exchange = exchange;
        this.quota = quota;
        this.slots = slots;
        this.upstream = upstream;
        this.time = time;
        this.clock = clock;
        this.slack = slack(quota);
        this.spacing = spacing(quota);
        this.closedUntil = time.nanos();
        this.pace = new AtomicRateLimiter(
                "pace",
                RateLimiterConfig.custom()
                        .limitForPeriod(1)
                        .limitRefreshPeriod(spacing)
                        .timeoutDuration(spacing.multipliedBy(2))
                        .build(),
                time::nanos);
        for (var lane : Lane.values()) {
            lanes.put(lane, new ArrayDeque<>());
        }
    }

    static Duration slack(Quota quota) {
        var part = Duration.ofSeconds(quota.seconds()).dividedBy(PART);
        return part.compareTo(LEAST_SLACK) < 0 ? LEAST_SLACK : part.compareTo(MOST_SLACK) > 0 ? MOST_SLACK : part;
    }

    /** In whole microseconds, as the database counts. */
    static Duration spacing(Quota quota) {
        var whole = Duration.ofSeconds(quota.seconds()).plus(slack(quota));
        return Duration.ofNanos((whole.toNanos() / 1_000 / quota.requests() + 1) * 1_000);
    }

    Exchange lane(Lane lane) {
        return request -> send(lane, request);
    }

    private Future<WireResponse.Bytes> send(Lane lane, WireRequest request) {
        var queue = Objects.requireNonNull(lanes.get(lane));
        if (queue.size() >= WAITING) {
            return Future.failedFuture(new Limited(spacing.multipliedBy(WAITING), null, null));
        }
        long until = time.nanos() + lane.patience(spacing).toNanos();
        var waiting = new Waiting(request, until, Promise.promise());
        queue.add(waiting);
        if (!isAsking) {
            next();
        }
        return waiting.answer().future();
    }

    /** One slot is asked for at a time, and none before this replica alone would have to wait. */
    private void next() {
        isAsking = waiting().findAny().isPresent();
        if (isAsking) {
            time.after(Duration.ofNanos(pace.reservePermission()), this::ask);
        }
    }

    private void ask() {
        long now = time.nanos();
        long closed = closedUntil - now;
        if (closed > 0) {
            refuse(Duration.ofNanos(closed));
            time.after(Duration.ofNanos(closed), this::next);
            return;
        }
        refuse(Duration.ZERO);
        long patience = waiting().mapToLong(one -> one.until() - now).max().orElse(-1);
        if (patience < 0) {
            next();
            return;
        }
        var asking = waiting().toList();
        slots.reserve(spacing, Duration.ofNanos(patience)).onComplete(asked -> {
            if (asked.failed()) {
                remove(asking).forEach(one -> one.answer().fail(asked.cause()));
                next();
                return;
            }
            var slot = asked.result();
            if (slot.granted()) {
                refuse(slot.after());
                time.after(slot.after(), () -> reached(now + slot.after().toNanos()));
            } else {
                remove(asking).forEach(one -> one.answer().fail(limited(slot.after())));
                next();
            }
        });
    }

    /** The slot is not before {@code slot}: it was counted from when it was asked for. */
    private void reached(long slot) {
        long now = time.nanos();
        if (now - slot <= slack.toNanos() && now - closedUntil >= 0) {
            var first = first();
            if (first != null) {
                exchange.send(first.request()).onSuccess(this::heed).onComplete(first.answer());
            }
        }
        next();
    }

    /**
     * Callers go first, as often in a row as one of them needs to read, write and read again, while the mirror waits: however
     * many there are, it goes on.
     */
    private @Nullable Waiting first() {
        var callers = Objects.requireNonNull(lanes.get(Lane.CALLER));
        var mirror = Objects.requireNonNull(lanes.get(Lane.MIRROR));
        boolean isCaller = !callers.isEmpty() && (mirror.isEmpty() || callersInRow < IN_ROW);
        callersInRow = isCaller ? callersInRow + 1 : 0;
        return (isCaller ? callers : mirror).poll();
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
            slots.postpone(pause); // should it fail, this replica keeps to it all the same
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

    /** Those who would not wait that long. */
    private void refuse(Duration wait) {
        long at = time.nanos() + wait.toNanos();
        remove(waiting().filter(one -> one.until() - at < 0).toList())
                .forEach(one -> one.answer().fail(limited(wait)));
    }

    private Limited limited(Duration wait) {
        return new Limited(wait.isPositive() ? wait : spacing, null, null);
    }

    private Collection<Waiting> remove(Collection<Waiting> some) {
        lanes.values().forEach(queue -> queue.removeAll(some));
        return some;
    }

    private Stream<Waiting> waiting() {
        return lanes.values().stream().flatMap(Deque::stream);
    }
}
