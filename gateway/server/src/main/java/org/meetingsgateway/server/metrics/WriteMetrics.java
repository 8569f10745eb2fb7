package org.meetingsgateway.server.metrics;

import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What came of writes to accounts of one style. */
public final class WriteMetrics {
    private record Kind(String operation, String outcome) {}

    private final Metrics metrics;
    private final String style;
    private final Map<Kind, Counter> writes = new ConcurrentHashMap<>();

    /** From then on there is a figure for everything, be it 0. */
    WriteMetrics(Metrics metrics, String style, List<String> operations, List<String> outcomes) {
        this.metrics = metrics;
        this.style = style;
        operations.forEach(operation -> outcomes.forEach(outcome -> counter(operation, outcome)));
    }

    /** A write has ended; both are of those that were named at first. */
    public void ended(String operation, String outcome) {
        counter(operation, outcome).increment();
    }

    private Counter counter(String operation, String outcome) {
        return writes.computeIfAbsent(
                new Kind(operation, outcome), absent -> metrics.upstreamWrites(style, operation, outcome));
    }
}
