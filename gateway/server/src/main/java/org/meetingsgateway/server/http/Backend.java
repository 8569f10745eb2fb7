package org.meetingsgateway.server.http;

import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.server.limits.Limiter;

/** What requests are served with once it is known whom they are for. */
public record Backend(MeetingSource meetings, Idempotency idempotency, Limiter limits) {}
