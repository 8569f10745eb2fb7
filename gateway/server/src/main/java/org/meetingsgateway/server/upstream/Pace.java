package org.meetingsgateway.server.upstream;

import java.time.Duration;
import org.meetingsgateway.remote.Quota;

/**
 * How slots keep a quota. A slot is a {@link #spacing} after the one before it in the long run, and up to {@link #ahead}
 * sooner where nothing was asked for a while.
 *
 * <p>A request is sent in its slot, not before it and at most {@link #slack} after it; one that is later waits for another
 * one. So in a stretch {@code W} there are only requests whose slots are in a stretch {@code W + slack}. Of those there are
 * {@code (W + slack) / spacing + burst} at the most, rounded down, and as the spacing is more than {@code (W + slack) /
 * (requests - burst + 1)}, that is {@code requests} at the most.
 *
 * @param spacing in whole microseconds, as the database counts
 * @param burst how many may follow each other at once, from 1 on
 */
record Pace(Duration spacing, Duration slack, int burst) {
    private static final Duration LEAST_SLACK = Duration.ofMillis(250);
    private static final Duration MOST_SLACK = Duration.ofSeconds(5);
    private static final int SLACK_PART = 10;

    /** What a write needs: read, write, read again, and one more of each. A burst costs its part of the quota. */
    private static final int MOST_BURST = 5;

    private static final int BURST_PART = 20;

    static Pace of(Quota quota) {
        int burst = Math.min(MOST_BURST, 1 + quota.requests() / BURST_PART);
        var slack = slack(quota);
        long micros = Duration.ofSeconds(quota.seconds()).plus(slack).toNanos() / 1_000;
        var spacing = Duration.ofNanos((micros / (quota.requests() - burst + 1) + 1) * 1_000);
        return new Pace(spacing, slack, burst);
    }

    private static Duration slack(Quota quota) {
        var part = Duration.ofSeconds(quota.seconds()).dividedBy(SLACK_PART);
        return part.compareTo(LEAST_SLACK) < 0 ? LEAST_SLACK : part.compareTo(MOST_SLACK) > 0 ? MOST_SLACK : part;
    }

    /** How much sooner than a spacing after all others a slot may be. */
    Duration ahead() {
        return spacing.multipliedBy(burst - 1);
    }

    /** How many slots that long has, all told. */
    Duration of(int slots) {
        return spacing.multipliedBy(slots);
    }
}
