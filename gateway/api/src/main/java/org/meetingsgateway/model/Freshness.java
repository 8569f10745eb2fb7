package org.meetingsgateway.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How new what is told of a meeting is.
 *
 * @param syncedAt when its owner was asked for what is stored; null where the gateway itself owns it
 */
public record Freshness(Origin origin, @Nullable Instant syncedAt) {
    /** {@code live}: as its owner has it now; {@code stored}: as its owner had it. */
    public enum Origin implements Coded {
        LIVE,
        STORED
    }

    /** Of what is stored. What the gateway owns is always as it is now. */
    public static Freshness of(Source source) {
        return new Freshness(source.style().equals(Source.GATEWAY) ? Origin.LIVE : Origin.STORED, source.syncedAt());
    }
}
