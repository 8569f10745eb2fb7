package org.meetingsgateway.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is or was wrong with a connection. At most one of a code is open.
 *
 * @param code {@link #CREDENTIAL_REFUSED}, {@link #QUOTA_SPENT}, {@link #MASS_DELETION}, or another word
 * @param detail for people; no host, credential or body is in it
 * @param upstreamStatus what the remote product answered with; null where there was no answer
 * @param upstreamCode its own word for it
 * @param resolvedAt null while it is open
 */
public record ConnectionIssue(
        String code,
        String detail,
        @Nullable Integer upstreamStatus,
        @Nullable String upstreamCode,
        Instant firstSeen,
        Instant lastSeen,
        @Nullable Instant resolvedAt) {
    /** The credential is not (or no longer) good. */
    public static final String CREDENTIAL_REFUSED = "credential_refused";

    /** The account's quota is spent. */
    public static final String QUOTA_SPENT = "quota_spent";

    /** So much vanished there at once that the operator has to say whether to believe it. */
    public static final String MASS_DELETION = "mass_deletion";
}
