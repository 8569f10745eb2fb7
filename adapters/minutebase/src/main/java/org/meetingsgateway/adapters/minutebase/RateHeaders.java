package org.meetingsgateway.adapters.minutebase;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.wire.WireResponse;

/** What {@code X-RateLimit-*} of an answer says; what is no number says nothing. */
final class RateHeaders {
    private RateHeaders() {}

    static @Nullable Long remaining(WireResponse.Bytes response) {
        return number(response, "X-RateLimit-Remaining");
    }

    /** When there are more requests: epoch seconds. */
    static @Nullable Instant reset(WireResponse.Bytes response) {
        var seconds = number(response, "X-RateLimit-Reset");
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }

    private static @Nullable Long number(WireResponse.Bytes response, String name) {
        var value = response.headers().get(name);
        return value != null && value.strip().matches("[0-9]{1,11}") ? Long.valueOf(value.strip()) : null;
    }
}
