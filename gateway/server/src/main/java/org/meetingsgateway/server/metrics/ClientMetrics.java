package org.meetingsgateway.server.metrics;

import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The durations of one operation at an upstream, by how it ended. */
public final class ClientMetrics {
    private final Metrics metrics;
    private final String style;
    private final String operation;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    ClientMetrics(Metrics metrics, String style, String operation) {
        this.metrics = metrics;
        this.style = style;
        this.operation = operation;
    }

    /** @param status of the response, or a word that says why there is none; of a bounded number */
    public void ended(String status, long nanos) {
        timers.computeIfAbsent(status, absent -> metrics.clientRequestDuration(style, operation, status))
                .record(nanos, TimeUnit.NANOSECONDS);
    }
}
