package org.meetingsgateway.server.http;

import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.server.limits.RateLimits;

/** What requests are served with once it is known whom they are for. */
public record Backend(MeetingSource meetings, Idempotency idempotency, RateLimits limits) {}
