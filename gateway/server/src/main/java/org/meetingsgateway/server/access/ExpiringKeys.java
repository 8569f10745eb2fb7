package org.meetingsgateway.server.access;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.server.store.ApiKeyExpiries;
import org.meetingsgateway.server.store.ApiKeyExpiries.Expiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how many keys of every style are about to expire, which is looked at every minute: every replica tells the same. */
public final class ExpiringKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiringKeys.class);
    private static final long EVERY_MS = Duration.ofMinutes(1).toMillis();
    private static final Duration SOON = Duration.ofDays(7);
    private static final Duration LATER = Duration.ofDays(30);

    private final ApiKeyExpiries keys;
    private final Clock clock;
    private volatile List<Expiring> expiring = List.of();
    private boolean isLooking;

    public ExpiringKeys(ApiKeyExpiries keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Every style has its series from the beginning. */
    public void start(Vertx vertx, Metrics metrics, Collection<String> styles) {
        for (var style : styles) {
            metrics.keysExpiring(style, "7d", () -> number(style, Expiring::soon));
            metrics.keysExpiring(style, "30d", () -> number(style, Expiring::later));
        }
        vertx.getOrCreateContext().runOnContext(here -> {
            look();
            vertx.setPeriodic(EVERY_MS, timer -> look());
        });
    }

    /** While the store is away they stay as they were. */
    private void look() {
        if (!isLooking) {
            isLooking = true;
            keys.within(clock.instant(), SOON, LATER)
                    .onComplete(done -> isLooking = false)
                    .onSuccess(found -> expiring = found)
                    .onFailure(failure -> LOG.warn("keys that expire could not be counted", failure));
        }
    }

    private long number(String style, ToLongFunction<Expiring> count) {
        return expiring.stream()
                .filter(each -> each.style().equals(style))
                .mapToLong(count)
                .sum();
    }
}
