package org.meetingsgateway.server.http;

import org.meetingsgateway.call.Problem;
import org.meetingsgateway.spi.Surface;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How one request fails: in its surface's envelope; what nobody foresaw is in the log under the request's id. */
record Failures(String requestId, Surface surface) {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    /** The answer to a failure; a surface that cannot say it says nothing. */
    WireResponse render(Throwable failure, String route, WireRequest request) {
        var problem = failure instanceof Problem foreseen ? foreseen : internal(failure, route);
        try {
            return surface.render(problem, request);
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("request_id", requestId).setCause(e).log("A problem could not be rendered");
            return WireResponse.empty(500);
        }
    }

    Problem internal(Throwable failure, String route) {
        LOG.atError()
                .addKeyValue("request_id", requestId)
                .addKeyValue("surface", surface.name())
                .addKeyValue("route", route)
                .setCause(failure)
                .log("A request failed");
        return new Problem.Internal(requestId);
    }
}
