package org.meetingsgateway.server.metrics;

import io.micrometer.core.instrument.Counter;
import java.util.function.BooleanSupplier;

/** Where limits are decided, when they can be shared. What may never happen is counted from 0 on. */
public final class LimitMetrics {
    private final Metrics metrics;
    private final Counter shared;
    private final Counter remembered;
    private final Counter local;
    private final Counter timeouts;
    private final Counter unreachable;
    private final Counter errors;
    private final Counter busy;

    LimitMetrics(Metrics metrics) {
        this.metrics = metrics;
        this.shared = metrics.limitDecisions("redis");
        this.remembered = metrics.limitDecisions("remembered");
        this.local = metrics.limitDecisions("local");
        this.timeouts = metrics.limitStoreErrors("timeout");
        this.unreachable = metrics.limitStoreErrors("unreachable");
        this.errors = metrics.limitStoreErrors("error");
        this.busy = metrics.limitStoreErrors("busy");
    }

    /** Redis decided. */
    public void shared() {
        shared.increment();
    }

    /** A refusal that still holds. */
    public void remembered() {
        remembered.increment();
    }

    /** This replica alone decided. */
    public void local() {
        local.increment();
    }

    /** Redis did not answer in time. */
    public void timedOut() {
        timeouts.increment();
    }

    /** There was no connection, or it broke. */
    public void unreachable() {
        unreachable.increment();
    }

    /** Redis answered with an error. */
    public void refused() {
        errors.increment();
    }

    /** Too many wait for a connection already. */
    public void busy() {
        busy.increment();
    }

    public void whether(BooleanSupplier isShared) {
        metrics.gauge(
                Metrics.LIMITS_SHARED,
                "Whether the limits are shared with the other replicas",
                () -> isShared.getAsBoolean() ? 1 : 0);
    }
}
