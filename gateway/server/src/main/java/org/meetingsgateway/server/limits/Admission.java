package org.meetingsgateway.server.limits;

import java.time.Duration;
import org.meetingsgateway.wire.RateStatus;

/**
 * Whether a request may be served, and what the credential may still do.
 *
 * @param status every window of the surface, in the order of the configuration; none where it has no limit
 * @param retryAfter how long until every exhausted window starts anew; zero when admitted
 */
public record Admission(boolean admitted, RateStatus status, Duration retryAfter) {}
