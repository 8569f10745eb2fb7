package org.meetingsgateway.server.http;

import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.server.hot.HotReads;
import org.meetingsgateway.server.limits.Limiter;

/**
 * What requests are served with once it is known whom they are for.
 *
 * @param hot answers that may be given again; null: none are kept
 */
public record Backend(
        MeetingSource meetings,
        Idempotency idempotency,
        Limiter limits,
        @Nullable HotReads hot) {}
