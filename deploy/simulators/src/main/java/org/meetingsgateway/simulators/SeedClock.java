package org.meetingsgateway.simulators;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A clock that can be put back while things are made that are older than that. For one thread. */
final class SeedClock extends Clock {
    private final Clock clock;
    private @Nullable Instant put;

    SeedClock(Clock clock) {
        this.clock = clock;
    }

    /** What happens meanwhile happened then. */
    void during(Instant then, Runnable what) {
        put = then;
        what.run();
        put = null;
    }

    @Override
    public Instant instant() {
        return put == null ? clock.instant() : put;
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return clock.withZone(zone);
    }
}
