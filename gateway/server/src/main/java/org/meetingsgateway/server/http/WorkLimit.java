package org.meetingsgateway.server.http;

import com.netflix.concurrency.limits.limit.AIMDLimit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many requests may be worked on at once: more by one with every sample while there is no queue, a tenth less while
 * one stands. What is sampled is not how long requests take, which differs by route and size, but how long something
 * waits that costs nothing: that is the queue, in event loops and in the store. Safe from any thread.
 */
final class WorkLimit {
    /** A queue is one that stood this long for a whole row of samples: a burst passes by itself. */
    private static final long STANDING = TimeUnit.MILLISECONDS.toNanos(200);

    private static final int ROW = 4;
    private static final int FIRST = 200;
    private static final int LEAST = 64;

    private final AIMDLimit limit;
    private final AtomicLongArray row = new AtomicLongArray(ROW);
    private final AtomicLong samples = new AtomicLong();
    /** What it takes where nothing waits: the way to the store and back. */
    private volatile long unloaded = Long.MAX_VALUE;

    private volatile long delay;

    WorkLimit(int most) {
        limit = AIMDLimit.newBuilder()
                .initialLimit(Math.min(FIRST, most))
                .minLimit(Math.min(LEAST, most))
                .maxLimit(most)
                .backoffRatio(0.9)
                .timeout(STANDING, TimeUnit.NANOSECONDS)
                .build();
    }

    int get() {
        return limit.getLimit();
    }

    /** How long requests waited last, in seconds. */
    double delaySeconds() {
        return delay / 1e9;
    }

    /**
     * @param nanos how long something waited that costs nothing
     * @param working requests that are worked on meanwhile
     */
    void sample(long nanos, int working) {
        // Where there is little to do, it is not the number of requests that makes them wait.
        boolean loaded = working * 2 >= get();
        unloaded = Math.min(nanos, loaded || unloaded == Long.MAX_VALUE ? unloaded : unloaded + unloaded / 64);
        row.set((int) (samples.getAndIncrement() % ROW), nanos);
        long least = nanos;
        for (int i = 0; i < ROW; i++) {
            least = Math.min(least, row.get(i));
        }
        delay = Math.max(0, least - unloaded);
        if (loaded) {
            limit.onSample(0, delay, working, false);
        }
    }
}
