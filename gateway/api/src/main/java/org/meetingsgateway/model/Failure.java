package org.meetingsgateway.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that failed and that somebody should look at. A meeting, or a connection, has one at most that is not
 * resolved.
 *
 * @param meetingId of a recording that failed
 * @param connectionId of a connection that failed
 * @param message what was said of it
 * @param assignee whose it is; null where no rule matched
 * @param ruleId the rule that said whose it is; kept when the rule is deleted
 * @param lastSeen when it was last said to fail
 * @param resolvedAt null while it fails
 */
public record Failure(
        UUID id,
        Kind kind,
        @Nullable UUID meetingId,
        @Nullable UUID connectionId,
        String message,
        @Nullable Assignee assignee,
        @Nullable UUID ruleId,
        Instant firstSeen,
        Instant lastSeen,
        @Nullable Instant resolvedAt) {
    /** What failed. */
    public enum Kind implements Coded {
        RECORDING,
        CONNECTION
    }
}
