package org.meetingsgateway.model;

import java.time.Instant;
import java.util.UUID;

/**
 * A tenant as its own members see it.
 *
 * @param alias 24 lower-case hex digits
 * @param slug its name in URLs and tokens, and in MinuteBase's words its subdomain
 * @param timezone an IANA zone or a Rails zone name, see {@link TimeZones}
 * @param weekStart 0 Sunday … 6 Saturday
 */
public record Account(
        UUID id,
        String alias,
        String slug,
        String name,
        String timezone,
        int weekStart,
        Instant createdAt,
        Instant updatedAt,
        long version) {}
