package org.meetingsgateway.server.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who was refused, until the windows that refused start anew: before that there can be no other answer, and nobody has to be
 * asked for it however often the caller tries.
 */
final class Refusals {
    private record Refused(Tally tally, long atNanos) {}

    private final LongSupplier nanoClock;
    private final Cache<Limited, Refused> refused;

    Refusals(long maximum, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.refused = Caffeine.newBuilder()
                .maximumSize(maximum)
                .expireAfter(Expiry.creating((Limited key, Refused each) ->
                        Duration.ofNanos(1_000 * each.tally().waitMicros())))
                .ticker(nanoClock::getAsLong)
                .build();
    }

    void remember(Limited key, Tally tally) {
        refused.put(key, new Refused(tally, nanoClock.getAsLong()));
    }

    /** What it would be told now, or null where it has to be asked. */
    @Nullable
    Admission of(Limited key) {
        var known = refused.getIfPresent(key);
        if (known == null) {
            return null;
        }
        long micros = TimeUnit.NANOSECONDS.toMicros(nanoClock.getAsLong() - known.atNanos);
        return micros >= known.tally.waitMicros()
                ? null
                : known.tally.after(Math.max(0, micros)).admission();
    }
}
