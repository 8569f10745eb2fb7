package org.meetingsgateway.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said about an action item.
 *
 * @param personId who said it; null for an operator, and for a person who is gone
 * @param author the name to show, as it was then
 */
public record Comment(UUID id, @Nullable UUID personId, String author, String text, Instant createdAt) {}
