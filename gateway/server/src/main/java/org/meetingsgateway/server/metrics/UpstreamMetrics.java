package org.meetingsgateway.server.metrics;

import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Upstreams of one style: what happens to requests, and how the connections are. */
public final class UpstreamMetrics {
    private static final String STATE = "state";
    private static final List<String> BREAKER_STATES = List.of("closed", "open", "half_open");

    private final Metrics metrics;
    private final String style;
    private final Counter retries;

    UpstreamMetrics(Metrics metrics, String style) {
        this.metrics = metrics;
        this.style = style;
        this.retries = metrics.upstreamRetries(style);
    }

    /** A request was sent again. */
    public void retried() {
        retries.increment();
    }

    /**
     * The breakers before them.
     *
     * @param inState how many of them are in a state
     */
    public void breakers(Function<String, Number> inState) {
        var description = "Breakers before upstreams that are in this state";
        for (var state : BREAKER_STATES) {
            metrics.gauge(
                    Metrics.BREAKER_STATE, description, () -> inState.apply(state), Metrics.STYLE, style, STATE, state);
        }
    }

    /**
     * The connections that are in a state.
     *
     * @param number as the store says it: every replica tells the same
     */
    public void connections(String state, Supplier<Number> number) {
        var description = "Connections that are in this state";
        metrics.gauge(Metrics.CONNECTION_STATE, description, number, Metrics.STYLE, style, STATE, state);
    }

    /**
     * How their mirrors are, as the store says it: every replica tells the same.
     *
     * @param lagSeconds the largest
     * @param pending meetings of which more is to come
     * @param quotaRemaining the smallest part of a quota that is left
     */
    public void mirrors(Supplier<Number> lagSeconds, Supplier<Number> pending, Supplier<Number> quotaRemaining) {
        tell(
                Metrics.SYNC_LAG,
                "Time since a look at an account found all here that it counts: the longest of those that are not paused",
                lagSeconds);
        tell(Metrics.SYNC_PENDING, "Remote meetings of which more is to come, or that could not be read", pending);
        tell(Metrics.QUOTA_REMAINING, "Part of a connection's quota that is left: the smallest", quotaRemaining);
    }

    /**
     * What is being written to them, as the store says it: every replica tells the same.
     *
     * @param pending writes of which it is not known what became of them
     * @param oldestSeconds since the first of those began; 0 where there is none
     */
    public void outbox(Supplier<Number> pending, Supplier<Number> oldestSeconds) {
        tell(
                Metrics.OUTBOX_PENDING,
                "Writes that are being sent, or of which it is not known what became of them",
                pending);
        tell(
                Metrics.OUTBOX_OLDEST,
                "Time since the oldest of these writes began; 0 where there is none",
                oldestSeconds);
    }

    private void tell(String name, String description, Supplier<Number> value) {
        metrics.gauge(name, description, value, Metrics.STYLE, style);
    }
}
