package org.meetingsgateway.wire;

import java.util.List;

/** What a credential may still do, window by window; a style says it in its own headers. */
public record RateStatus(List<Window> windows) {
    public RateStatus {
        windows = List.copyOf(windows);
    }

    /**
     * One limit.
     *
     * @param limit requests in the window
     * @param seconds length of the window
     * @param remaining requests left in it, never negative
     * @param resetSeconds seconds until it starts anew, rounded up
     * @param resetAt that moment in epoch seconds
     */
    public record Window(long limit, long seconds, long remaining, long resetSeconds, long resetAt) {}
}
