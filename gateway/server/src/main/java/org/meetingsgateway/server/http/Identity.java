package org.meetingsgateway.server.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import org.meetingsgateway.server.tracing.Tracing;
import org.meetingsgateway.server.tracing.Work;

/**
 * What one request is known by.
 *
 * @param id the caller's own, or a new one
 * @param work what the request is in its trace
 */
record Identity(String id, Work work) {
    static final String TRACE_PARENT = "traceparent";

    static Identity of(HttpServerRequest request, Tracing tracing) {
        return new Identity(RequestIds.of(request), tracing.received(request.headers()));
    }

    /** Of a request that is turned away: as cheap as it can be. */
    static Identity unrecorded(HttpServerRequest request) {
        return new Identity(RequestIds.of(request), Tracing.caller(request.headers()));
    }

    /** Surfaces find both among the headers, and nothing there of a trace that is not this one. */
    MultiMap in(MultiMap headers) {
        headers.set(RequestIds.HEADER, id);
        var parent = work.traceParent();
        return parent == null ? headers.remove(TRACE_PARENT) : headers.set(TRACE_PARENT, parent);
    }
}
