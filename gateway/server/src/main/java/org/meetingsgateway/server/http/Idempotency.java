package org.meetingsgateway.server.http;

import io.vertx.core.Future;
import java.util.function.Function;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.wire.WireResponse;

/** Serves a request with an {@code Idempotency-Key} at most once. */
@FunctionalInterface
public interface Idempotency {
    /**
     * The answer of the effect, or the one that was kept when the same request was served before. Fails with
     * {@link Problem.IdempotencyInFlight} and {@link Problem.IdempotencyReused}.
     *
     * @param fingerprint tells requests apart
     * @param effect serves the request from the source that it is given: what it writes here, in one transaction
     */
    Future<WireResponse> once(
            Principal principal, String key, String fingerprint, Function<MeetingSource, Future<WireResponse>> effect);
}
