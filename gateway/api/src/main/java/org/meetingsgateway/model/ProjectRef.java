package org.meetingsgateway.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A project as other things point to it.
 *
 * @param alias 24 lower-case hex digits
 * @param team the integer that the desktop style knows the project by
 */
public record ProjectRef(
        UUID id,
        String alias,
        int team,
        String slug,
        String name,
        @Nullable String description,
        Flag flag,
        Instant createdAt,
        @Nullable Instant archivedAt) {}
