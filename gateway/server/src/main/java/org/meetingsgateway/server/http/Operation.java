package org.meetingsgateway.server.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Set;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.spi.Surface;
import org.meetingsgateway.wire.WireResponse;

/**
 * What a request asks for.
 *
 * @param declared false for what answers where the surface has no endpoint: it passes the same steps, but knows no
 *     parameters and reads no body
 */
record Operation(Endpoint endpoint, boolean declared) {
    static Operation declared(Endpoint endpoint) {
        return new Operation(endpoint, true);
    }

    /** A path that no endpoint has. */
    static Operation unknownPath(Surface surface, HttpMethod method) {
        return undeclared(
                method,
                access(surface.authenticatesUnknownPaths()),
                (request, meetings) -> Future.failedFuture(surface.unknownPath(request.path())));
    }

    /** A path that has endpoints, but not for this method. */
    static Operation wrongMethod(Surface surface, HttpMethod method, Set<String> allowed) {
        return undeclared(
                method,
                access(surface.authenticatesUnknownPaths() || surface.authenticatesEveryMethod()),
                (request, meetings) -> Future.failedFuture(new Problem.MethodNotAllowed(method.name(), allowed)));
    }

    /** Says which methods a path has. */
    static Operation options(Surface surface, Set<String> allowed) {
        var allow = String.join(", ", allowed.stream().sorted().toList());
        return undeclared(
                HttpMethod.OPTIONS,
                access(surface.authenticatesEveryMethod()),
                (request, meetings) ->
                        Future.succeededFuture(WireResponse.empty(204).with("Allow", allow)));
    }

    private static Endpoint.Access access(boolean authenticates) {
        return authenticates ? Endpoint.Access.CREDENTIAL : Endpoint.Access.ANYONE;
    }

    private static Operation undeclared(HttpMethod method, Endpoint.Access access, Endpoint.Serve serve) {
        return new Operation(new Endpoint(method, "", access, null, Set.of(), serve), false);
    }
}
