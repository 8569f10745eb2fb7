package org.meetingsgateway.server.metrics;

import io.micrometer.core.instrument.Counter;
import java.util.function.Supplier;

/** Reads that may be answered from memory. */
public final class HotMetrics {
    private static final String READS = "gateway.hot.reads";
    private static final String BYTES = "gateway.hot.reads.bytes";

    private final Metrics metrics;
    private final Counter hits;
    private final Counter misses;
    private final Counter stale;

    public HotMetrics(Metrics metrics) {
        this.metrics = metrics;
        this.hits = reads("hit");
        this.misses = reads("miss");
        this.stale = reads("stale");
    }

    private Counter reads(String outcome) {
        return metrics.counter(READS, "Reads that may be answered from memory", "outcome", outcome);
    }

    /** The answer was there, and right. */
    public void hit() {
        hits.increment();
    }

    /** There was none. */
    public void missed() {
        misses.increment();
    }

    /** Something of the tenant has changed since. */
    public void stale() {
        stale.increment();
    }

    public void bytes(Supplier<Number> kept) {
        metrics.gauge(BYTES, "Bytes of answers that are kept in memory", kept);
    }
}
