package org.meetingsgateway.server.tracing;

import java.util.List;

/** Hears what became of spans that were recorded. From any thread. */
@FunctionalInterface
public interface SpanCounts {
    /** They arrived. */
    String EXPORTED = "exported";

    /** The collector did not take them. */
    String FAILED = "failed";

    /** Too many were waiting. */
    String DROPPED = "dropped";

    /** All of them. */
    List<String> OUTCOMES = List.of(EXPORTED, FAILED, DROPPED);

    void ended(String outcome, long spans);
}
