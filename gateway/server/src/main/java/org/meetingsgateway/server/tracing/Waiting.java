package org.meetingsgateway.server.tracing;

import java.util.concurrent.atomic.AtomicInteger;

/** How many spans wait for their export: a bounded number. */
final class Waiting {
    private final AtomicInteger spans = new AtomicInteger();
    private volatile int most = Integer.MAX_VALUE;

    void boundedBy(int number) {
        most = number;
    }

    /** Whether there is place for one more. */
    boolean enter() {
        if (spans.incrementAndGet() <= most) {
            return true;
        }
        spans.decrementAndGet();
        return false;
    }

    void leave(int many) {
        spans.addAndGet(-many);
    }
}
