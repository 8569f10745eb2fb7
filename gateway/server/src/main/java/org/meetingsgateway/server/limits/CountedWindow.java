package org.meetingsgateway.server.limits;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.meetingsgateway.server.limits.RateLimits.Window;
import org.meetingsgateway.wire.RateStatus;

/**
 * One window of one credential, cut into cycles from its first request on. Never parks a thread: without a time-out
 * {@link AtomicRateLimiter} answers at once.
 *
 * <p>The limiter cannot take a permit back, and a request that another window refuses must not count here. So what is
 * given back is kept beside it for the rest of its cycle, and taken from there first.
 */
final class CountedWindow {
    /** Permits of a cycle that were taken and given back. */
    private record Spare(long cycle, int permits) {}

    private static final long NONE = -1;

    private final Window window;
    private final LongSupplier nanoClock;
    private final long start;
    private final AtomicRateLimiter limiter;
    private final AtomicReference<Spare> spare = new AtomicReference<>(new Spare(NONE, 0));

    CountedWindow(Window window, LongSupplier nanoClock) {
        this.window = window;
        this.nanoClock = nanoClock;
        var config = RateLimiterConfig.custom()
                .limitForPeriod(window.requests())
                .limitRefreshPeriod(Duration.ofSeconds(window.seconds()))
                .timeoutDuration(Duration.ZERO)
                .build();
        this.start = nanoClock.getAsLong();
        this.limiter = new AtomicRateLimiter("window", config, nanoClock::getAsLong);
    }

    /** The cycle that a request now counts in. Read it before taking: then a permit never counts for a later cycle. */
    long cycle() {
        return limiter.getDetailedMetrics().getCycle();
    }

    boolean take(long cycle) {
        for (var seen = spare.get(); seen.cycle == cycle && seen.permits > 0; seen = spare.get()) {
            if (spare.compareAndSet(seen, new Spare(cycle, seen.permits - 1))) {
                return true;
            }
        }
        return limiter.acquirePermission();
    }

    /** Undoes a {@link #take}; after the cycle's end it has no effect, because the next cycle starts full anyway. */
    void giveBack(long cycle) {
        spare.updateAndGet(seen -> seen.cycle == cycle
                ? new Spare(cycle, seen.permits + 1)
                : seen.cycle < cycle ? new Spare(cycle, 1) : seen);
    }

    long nanosToReset() {
        long period = Duration.ofSeconds(window.seconds()).toNanos();
        return period - Math.floorMod(nanoClock.getAsLong() - start, period);
    }

    RateStatus.Window status(Clock clock) {
        var metrics = limiter.getDetailedMetrics();
        var given = spare.get();
        long remaining = Math.max(0L, metrics.getAvailablePermissions())
                + (given.cycle == metrics.getCycle() ? given.permits : 0);
        return status(window, remaining, Duration.ofNanos(nanosToReset()), clock);
    }

    /** As if its first request came now. */
    static RateStatus.Window unused(Window window, Clock clock) {
        return status(window, window.requests(), Duration.ofSeconds(window.seconds()), clock);
    }

    private static RateStatus.Window status(Window window, long remaining, Duration reset, Clock clock) {
        return new RateStatus.Window(
                window.requests(),
                window.seconds(),
                Math.min(remaining, window.requests()),
                roundedUp(reset),
                roundedUp(Duration.ofMillis(clock.millis()).plus(reset)));
    }

    private static long roundedUp(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }
}
