package org.meetingsgateway.server.store;

import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.Problem;

/** What a writer has seen against what is there: how lost updates are kept out. */
final class Versions {
    private Versions() {}

    /** The versions that a writer has seen, for {@code = ANY(?)}. */
    static Long[] seen(Precondition expected) {
        return expected.versions().toArray(Long[]::new);
    }

    /** Fails where the writer has not seen this version; without a precondition any will do. */
    static void check(@Nullable Precondition expected, long version) {
        if (expected != null && !expected.versions().contains(version)) {
            throw new Problem.PreconditionFailed();
        }
    }

    /** Why a write found no row that was there a moment ago. */
    static Problem missed(@Nullable Precondition expected, String thing) {
        return expected == null ? new Problem.NotFound(thing) : new Problem.PreconditionFailed();
    }
}
