package org.meetingsgateway.server.metrics;

import io.micrometer.core.instrument.Counter;
import java.util.function.Function;

/** What happens to requests to upstreams of one style. */
public final class UpstreamMetrics {
    private final Metrics metrics;
    private final String style;
    private final Counter retries;

    UpstreamMetrics(Metrics metrics, String style) {
        this.metrics = metrics;
        this.style = style;
        this.retries = metrics.upstreamRetries(style);
    }

    /**
     * The breakers before them.
     *
     * @param inState how many of them are in a state
     */
    public void breakers(Function<String, Number> inState) {
        metrics.breakers(style, inState);
    }

    /** A request was sent again. */
    public void retried() {
        retries.increment();
    }
}
