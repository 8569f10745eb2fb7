package org.meetingsgateway.server.metrics;

import java.util.List;

/** What the mirror of accounts of one style did. */
public final class SyncMetrics {
    private final Metrics metrics;
    private final String style;

    /** From then on there is a figure for everything, be it 0. */
    SyncMetrics(Metrics metrics, String style, List<String> outcomes) {
        this.metrics = metrics;
        this.style = style;
        metrics.syncPages(style);
        metrics.syncDrift(style);
        outcomes.forEach(outcome -> metrics.syncItems(style, outcome));
    }

    /** A page of a list was read. */
    public void page() {
        metrics.syncPages(style).increment();
    }

    /** @param outcome what became of a meeting, one of those that were named at first */
    public void item(String outcome) {
        metrics.syncItems(style, outcome).increment();
    }

    /** @param members that documents had and the style does not know */
    public void drift(int members) {
        metrics.syncDrift(style).increment(members);
    }
}
