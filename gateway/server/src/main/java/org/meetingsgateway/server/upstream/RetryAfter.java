package org.meetingsgateway.server.upstream;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.meetingsgateway.wire.WireResponse;

/** The header {@code Retry-After} (RFC 9110 §10.2.3) of an upstream's response. */
public final class RetryAfter {
    /** Nobody is told to wait longer. */
    public static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** How long it says to wait, from nothing to {@link #LONGEST}; empty where it says nothing that can be understood. */
    public static Optional<Duration> of(WireResponse response, Clock clock) {
        var value = response.headers().get("Retry-After");
        return value == null ? Optional.empty() : parse(value.strip(), clock);
    }

    private static Optional<Duration> parse(String value, Clock clock) {
        if (value.matches("[0-9]{1,18}")) {
            return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(value))));
        }
        try {
            var moment = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
            return Optional.of(bounded(Duration.between(clock.instant(), moment)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
