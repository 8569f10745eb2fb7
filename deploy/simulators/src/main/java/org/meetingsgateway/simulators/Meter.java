package org.meetingsgateway.simulators;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.wire.RateStatus;

/** Counts requests, and tells which are over the quota. For one thread. */
final class Meter {
    private static final long SECOND = 1_000_000_000L;

    private final LongSupplier nanos;
    private final Clock clock;
    private @Nullable Quota quota;
    private @Nullable Arrivals arrivals;
    private long requests;
    private long most;
    private long over;

    Meter(@Nullable Quota quota, LongSupplier nanos, Clock clock) {
        this.nanos = nanos;
        this.clock = clock;
        keep(quota);
    }

    /**
     * What a request is told.
     *
     * @param retryAfter when to come again, where it is over the quota; else null
     * @param rate what is left; null where there is no quota
     */
    record Reading(@Nullable Duration retryAfter, @Nullable RateStatus rate) {}

    /** From now on this one; the count of what came in a stretch begins anew. */
    void keep(@Nullable Quota other) {
        quota = other;
        arrivals = other == null ? null : new Arrivals(other.seconds() * SECOND);
        most = 0;
        over = 0;
    }

    @Nullable
    Quota quota() {
        return quota;
    }

    /** One request came. */
    Reading came() {
        requests++;
        if (quota == null || arrivals == null) {
            return new Reading(null, null);
        }
        long now = nanos.getAsLong();
        int came = arrivals.came(now);
        most = Math.max(most, came);
        boolean isOver = came > quota.requests();
        if (isOver) {
            over++;
        }
        // There is room again when so many are gone that one more fits.
        long wait = seconds(arrivals.untilGone(Math.max(0, came - quota.requests()), now));
        var window = new RateStatus.Window(
                quota.requests(),
                quota.seconds(),
                Math.max(0, quota.requests() - came),
                wait,
                clock.instant().getEpochSecond() + wait);
        return new Reading(isOver ? Duration.ofSeconds(wait) : null, new RateStatus(List.of(window)));
    }

    private static long seconds(long duration) {
        return Math.max(1, (duration + SECOND - 1) / SECOND);
    }

    Counted counted(long strayed) {
        return new Counted(requests, most, over, strayed);
    }
}
