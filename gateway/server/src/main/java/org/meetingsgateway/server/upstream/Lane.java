package org.meetingsgateway.server.upstream;

import java.time.Duration;

/** Who asks an account: those who wait for the answer go before the mirror, one of them at a time. */
public enum Lane {
    CALLER(Duration.ofSeconds(5)),
    MIRROR(Duration.ofSeconds(10));

    private final Duration patience;

    Lane(Duration patience) {
        this.patience = patience;
    }

    /**
     * How long it waits to be sent. The mirror waits for the slot after the next one, whenever that is: else a run of two
     * requests would never come to its end where slots are rare.
     */
    Duration patience(Duration spacing) {
        var twice = spacing.multipliedBy(2);
        return this == MIRROR && twice.compareTo(patience) > 0 ? twice : patience;
    }
}
