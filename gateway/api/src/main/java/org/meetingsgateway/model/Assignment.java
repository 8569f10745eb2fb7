package org.meetingsgateway.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person of the tenant who is to do an action item.
 *
 * @param name the one to show, as it was when the item was assigned
 * @param completedAt when this person's part was done; null while it is not
 */
public record Assignment(
        UUID personId,
        String name,
        Instant assignedAt,
        @Nullable Instant completedAt) {}
