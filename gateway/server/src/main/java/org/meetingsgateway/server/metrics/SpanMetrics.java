package org.meetingsgateway.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What becomes of the spans of traces. From any thread. */
public final class SpanMetrics {
    private final Map<String, Counter> byOutcome;

    /** @param outcomes all that there are: each is counted from 0 on */
    public SpanMetrics(MeterRegistry registry, List<String> outcomes) {
        byOutcome = outcomes.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        outcome -> Counter.builder("gateway.trace.spans")
                                .description("Spans of traces by whether the collector took them")
                                .tag("outcome", outcome)
                                .register(registry)));
    }

    /** @param outcome one of those that there are */
    public void ended(String outcome, long spans) {
        var counter = byOutcome.get(outcome);
        if (counter != null) {
            counter.increment((double) spans);
        }
    }
}
