package org.meetingsgateway.server.metrics;

import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the mirror of accounts of one style did. */
public final class SyncMetrics {
    private final Metrics metrics;
    private final String style;
    private final Counter pages;
    private final Counter drift;
    private final Map<String, Counter> items = new ConcurrentHashMap<>();

    /** From then on there is a figure for everything, be it 0. */
    SyncMetrics(Metrics metrics, String style, List<String> outcomes) {
        this.metrics = metrics;
        this.style = style;
        this.pages = metrics.syncPages(style);
        this.drift = metrics.syncDrift(style);
        outcomes.forEach(this::items);
    }

    /** A page of a list was read. */
    public void page() {
        pages.increment();
    }

    /** @param outcome what became of a meeting, one of those that were named at first */
    public void item(String outcome) {
        items(outcome).increment();
    }

    /** @param members that documents had and the style does not know */
    public void drift(int members) {
        drift.increment(members);
    }

    private Counter items(String outcome) {
        return items.computeIfAbsent(outcome, absent -> metrics.syncItems(style, outcome));
    }
}
