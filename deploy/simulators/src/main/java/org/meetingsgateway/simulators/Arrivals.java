package org.meetingsgateway.simulators;

/** The moments of the requests that came within one stretch of time, the newest included. Bounded by what can come in it. */
final class Arrivals {
    private final long window;
    private long[] ring = new long[64];
    private int first;
    private int size;

    /** @param window the length of the stretch, in nanoseconds */
    Arrivals(long window) {
        this.window = window;
    }

    /** One came. How many came within the stretch that ends now: one that came exactly a stretch ago is not in it. */
    int came(long now) {
        while (size > 0 && now - ring[first] >= window) {
            first = (first + 1) % ring.length;
            size--;
        }
        if (size == ring.length) {
            grow();
        }
        ring[(first + size) % ring.length] = now;
        size++;
        return size;
    }

    /** Until the n-th oldest of them, counted from 0, is out of the stretch that ends then. */
    long untilGone(int n, long now) {
        return window - (now - ring[(first + n) % ring.length]);
    }

    int size() {
        return size;
    }

    private void grow() {
        var larger = new long[ring.length * 2];
        for (int i = 0; i < size; i++) {
            larger[i] = ring[(first + i) % ring.length];
        }
        ring = larger;
        first = 0;
    }
}
