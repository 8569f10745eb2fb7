package org.meetingsgateway.call;

import java.util.Set;

/**
 * The versions that a writer has seen ({@code If-Match}, RFC 9110 §13.1.1): the write goes through only if nobody
 * changed the thing since one of them. An empty set matches no version.
 */
public record Precondition(Set<Long> versions) {
    public Precondition {
        versions = Set.copyOf(versions);
    }
}
