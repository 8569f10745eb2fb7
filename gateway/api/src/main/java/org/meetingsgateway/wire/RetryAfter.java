package org.meetingsgateway.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Retry-After} (RFC 9110 §10.2.3) of an upstream's response: seconds, or a date, which the response's own
 * {@code Date} counts from, so that nobody's clock has to be right.
 */
public final class RetryAfter {
    /** Nobody is told to wait longer. */
    public static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** How long it says to wait, from nothing to {@link #LONGEST}; empty where it says nothing that can be understood. */
    public static Optional<Duration> of(WireResponse response) {
        return of(response, null);
    }

    /** The same; a date without {@code Date} counts from now. */
    public static Optional<Duration> of(WireResponse response, @Nullable Instant now) {
        var value = response.headers().get("Retry-After");
        return value == null ? Optional.empty() : parse(value.strip(), response, now);
    }

    private static Optional<Duration> parse(String value, WireResponse response, @Nullable Instant now) {
        if (value.matches("[0-9]{1,18}")) {
            return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(value))));
        }
        var from = Optional.ofNullable(response.headers().get("Date"))
                .flatMap(RetryAfter::moment)
                .or(() -> Optional.ofNullable(now));
        return moment(value).flatMap(until -> from.map(start -> bounded(Duration.between(start, until))));
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
