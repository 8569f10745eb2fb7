package org.meetingsgateway.server.limits;

import java.time.Duration;
import java.util.List;
import org.meetingsgateway.server.limits.RateLimits.Window;
import org.meetingsgateway.wire.RateStatus;

/**
 * What was counted of a credential when one request of it was looked at.
 *
 * @param nowMicros since the epoch, on the clock of whoever counts
 */
record Tally(boolean admitted, long nowMicros, List<Counted> windows) {
    private static final long SECOND = 1_000_000;

    /**
     * One window.
     *
     * @param remaining requests left in it
     * @param resetMicros until it starts anew; more than 0, and not more than its length
     */
    record Counted(Window window, long remaining, long resetMicros) {
        private Counted after(long micros) {
            if (micros < resetMicros) {
                return new Counted(window, remaining, resetMicros - micros);
            }
            long length = window.seconds() * SECOND;
            return new Counted(window, window.requests(), length - (micros - resetMicros) % length);
        }

        private RateStatus.Window status(long nowMicros) {
            return new RateStatus.Window(
                    window.requests(),
                    window.seconds(),
                    remaining,
                    Math.ceilDiv(resetMicros, SECOND),
                    Math.ceilDiv(nowMicros + resetMicros, SECOND));
        }
    }

    Tally {
        windows = List.copyOf(windows);
    }

    /** Until every window that is exhausted starts anew. */
    long waitMicros() {
        return windows.stream()
                .filter(window -> window.remaining == 0)
                .mapToLong(Counted::resetMicros)
                .max()
                .orElse(0);
    }

    /** The same some time later, when nothing was counted in between. */
    Tally after(long micros) {
        return new Tally(
                admitted,
                nowMicros + micros,
                windows.stream().map(window -> window.after(micros)).toList());
    }

    Admission admission() {
        var status = windows.stream().map(window -> window.status(nowMicros)).toList();
        var wait = admitted ? Duration.ZERO : Duration.ofNanos(1_000 * waitMicros());
        return new Admission(admitted, new RateStatus(status), wait);
    }
}
