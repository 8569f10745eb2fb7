package org.meetingsgateway.server.sync;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When an account that fails is asked again: after one poll, two, four … up to ten minutes, and up to half of that earlier,
 * so that accounts of one product are not asked at the same moment. So it is asked again at the latest when it has been away
 * for as long again.
 *
 * @param random from 0 to 1
 */
record Backoff(Duration poll, DoubleSupplier random) {
    static final Duration MOST = Duration.ofMinutes(10);

    private static final int MOST_DOUBLINGS = 10;

    /** @param failed how many runs failed before this one */
    Duration after(int failed) {
        var most = poll.compareTo(MOST) > 0 ? poll : MOST;
        var grown = poll.multipliedBy(1L << Math.min(failed, MOST_DOUBLINGS));
        var whole = grown.compareTo(most) > 0 ? most : grown;
        return whole.minus(Duration.ofNanos((long) (random.getAsDouble() * (whole.toNanos() >> 1))));
    }
}
