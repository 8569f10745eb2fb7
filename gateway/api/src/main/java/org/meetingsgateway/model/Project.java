package org.meetingsgateway.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A group of meetings.
 *
 * @param alias 24 lower-case hex digits
 * @param team the integer that the desktop style knows the project by
 * @param slug unique in the tenant; stays when the name changes
 * @param color {@code #} and six hex digits
 * @param memberIds the persons who belong to it; empty means everyone in the tenant
 */
public record Project(
        UUID id,
        String alias,
        int team,
        String slug,
        String name,
        @Nullable String description,
        @Nullable String color,
        Flag flag,
        List<UUID> memberIds,
        @Nullable Instant archivedAt,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    public Project {
        memberIds = List.copyOf(memberIds);
    }
}
