package org.meetingsgateway.simulators;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.spi.Adapter;

/**
 * What a simulator is like.
 *
 * @param adapter the product's style
 * @param quota what it allows; null: whatever anyone asks for
 * @param seed of all that is random: its credential, its meetings, when a fault happens
 * @param port 0: any that is free
 */
public record Setup(Adapter adapter, @Nullable Quota quota, long seed, int port, Clock clock) {
    /** With the quota that the product's own pages tell of, on any port. */
    public static Setup documented(String style, long seed, Clock clock) {
        var adapter = Products.of(style);
        return new Setup(adapter, adapter.upstream().orElseThrow().quota(), seed, 0, clock);
    }

    /** Without a quota, on any port. */
    public static Setup unlimited(String style, long seed, Clock clock) {
        return new Setup(Products.of(style), null, seed, 0, clock);
    }
}
