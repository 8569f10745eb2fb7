package org.meetingsgateway.server.metrics;

/** What the mirror of accounts of one style did. */
public final class SyncMetrics {
    private final Metrics metrics;
    private final String style;

    SyncMetrics(Metrics metrics, String style) {
        this.metrics = metrics;
        this.style = style;
    }

    /** A page of a list was read. */
    public void page() {
        metrics.syncPages(style).increment();
    }

    /** @param outcome what became of a meeting; of a bounded number */
    public void item(String outcome) {
        metrics.syncItems(style, outcome).increment();
    }

    /** @param members that documents had and the style does not know */
    public void drift(int members) {
        metrics.syncDrift(style).increment(members);
    }
}
