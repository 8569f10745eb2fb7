package org.meetingsgateway.server.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.remote.Quota;

/**
 * An account of a remote product that is mirrored. Its credential is not in it.
 *
 * @param baseUrl scheme, host and port
 * @param account the account's name, where the style has several behind one credential
 * @param upstreamProject the project's number there, where the style asks for one
 * @param projectId where its meetings are put
 * @param ownerId whose its meetings are
 * @param pollSeconds how often it is looked for what is new
 * @param quota null: what the style allows
 * @param openIssues codes of what is wrong with it now
 * @param lastSuccessAt what was new there by then is here, and as many meetings as it counted; null: not yet
 * @param nextFreeAt the next moment at which a request may be sent; null: at once
 */
public record Connection(
        UUID id,
        String style,
        String name,
        String baseUrl,
        @Nullable String account,
        @Nullable Integer upstreamProject,
        UUID projectId,
        UUID ownerId,
        int pollSeconds,
        @Nullable Quota quota,
        @Nullable Instant pausedAt,
        Set<String> openIssues,
        Progress progress,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant nextFreeAt,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /**
     * How far it is.
     *
     * @param phase {@code first_load} until all of it was seen once, then {@code incremental} while it is looked for what
     *     is new, and {@code idle} in between
     * @param pagesDone in this pass
     * @param itemsDone in this pass
     * @param pendingTranscripts meetings that are here, and of which more is to come
     */
    public record Progress(String phase, long pagesDone, long itemsDone, long pendingTranscripts) {}

    public Connection {
        openIssues = Set.copyOf(openIssues);
    }

    /** How it is, by what is most in the way. */
    public enum State implements Coded {
        ACTIVE,
        DEGRADED,
        RATE_LIMITED,
        REAUTH_NEEDED,
        REVIEW,
        PAUSED;

        static State of(boolean isPaused, Set<String> openIssues) {
            if (isPaused) {
                return PAUSED;
            }
            if (openIssues.contains(ConnectionIssue.CREDENTIAL_REFUSED)) {
                return REAUTH_NEEDED;
            }
            if (openIssues.contains(ConnectionIssue.MASS_DELETION)) {
                return REVIEW;
            }
            if (openIssues.contains(ConnectionIssue.QUOTA_SPENT)) {
                return RATE_LIMITED;
            }
            return openIssues.isEmpty() ? ACTIVE : DEGRADED;
        }
    }

    public State state() {
        return State.of(pausedAt != null, openIssues);
    }

    /** Since when something may be new there that is not here; null before the first look at all of it. */
    public @Nullable Duration lag(Instant now) {
        return lastSuccessAt == null
                ? null
                : now.isBefore(lastSuccessAt) ? Duration.ZERO : Duration.between(lastSuccessAt, now);
    }
}
