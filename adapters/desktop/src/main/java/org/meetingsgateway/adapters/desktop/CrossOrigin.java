package org.meetingsgateway.adapters.desktop;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/**
 * CORS (Fetch standard): the real client asks from a page of another origin. Keys are never in cookies, so every origin may
 * ask and read.
 */
final class CrossOrigin {
    private static final String REQUESTED_METHOD = "Access-Control-Request-Method";
    private static final String MAY_BE_SENT =
            "accept, authorization, baggage, content-type, prefer, sentry-trace, traceparent, tracestate, user-agent,"
                    + " x-request-id, x-requested-with";
    private static final String MAY_BE_READ = "Gateway-Ignored, Preference-Applied, Retry-After, X-Request-Id";

    private CrossOrigin() {}

    /** Null where it is no question of a browser's. */
    static @Nullable WireResponse preflight(WireRequest request, Set<String> methods) {
        boolean asked = request.method().equals(HttpMethod.OPTIONS)
                && request.header("Origin") != null
                && request.header(REQUESTED_METHOD) != null;
        return asked
                ? WireResponse.empty(204)
                        .with("Access-Control-Allow-Methods", Allow.value(methods))
                        .with("Access-Control-Allow-Headers", MAY_BE_SENT)
                        .with("Access-Control-Max-Age", "86400")
                : null;
    }

    static void headers(MultiMap headers) {
        headers.set("Access-Control-Allow-Origin", "*").set("Access-Control-Expose-Headers", MAY_BE_READ);
    }
}
