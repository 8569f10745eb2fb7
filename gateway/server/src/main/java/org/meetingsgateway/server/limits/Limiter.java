package org.meetingsgateway.server.limits;

import io.vertx.core.Future;
import org.meetingsgateway.wire.RateStatus;

/** Who says how many requests a credential may make: this replica for itself, or all replicas together. */
public interface Limiter {
    /**
     * Counts a request of a credential, and says whether it may be served. Never fails.
     *
     * @param limit what is limited: a surface, or a part of one; what has no limit admits everything
     */
    Future<Admission> ask(String limit, String credentialId);

    /** What a credential may do that has not been counted yet. */
    RateStatus unused(String limit);
}
