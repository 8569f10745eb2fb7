package org.meetingsgateway.server.upstream;

import java.time.Duration;

/**
 * Who asks an account. Those who wait for the answer may use its burst, the mirror keeps to its spacing: so there is
 * something left for them while it works. However many they are, the burst is used up then, they do not wait for slots that
 * are further away than their patience, and the mirror has the one after those.
 */
public enum Lane {
    CALLER,
    MIRROR;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How much sooner than a spacing after all others its slots may be. */
    Duration ahead(Pace pace) {
        return this == CALLER ? pace.ahead() : Duration.ZERO;
    }

    /**
     * How long it waits to be sent. The mirror waits for the slot after its next one, whenever that is: else a run of two
     * requests would never come to its end where slots are rare.
     */
    Duration patience(Pace pace) {
        return this == CALLER ? PATIENCE : PATIENCE.plus(pace.of(pace.burst())).multipliedBy(2);
    }
}
