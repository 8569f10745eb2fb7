package org.meetingsgateway.server.store;

import java.time.Instant;

/**
 * A member of remote documents that their style does not know.
 *
 * @param pointer kind of document and JSON pointer, with {@code *} for places in lists
 * @param count in how many documents it was
 */
public record Drift(String pointer, long count, Instant firstSeen, Instant lastSeen) {}
