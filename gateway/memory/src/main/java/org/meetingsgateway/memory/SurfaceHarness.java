package org.meetingsgateway.memory;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Answers;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.spi.Paths;
import org.meetingsgateway.spi.Surface;
import org.meetingsgateway.wire.Chunks;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/**
 * Drives a surface without a socket, through the steps of the gateway's own loop: optional suffix, negotiation, credential, reach,
 * limit and scope in the surface's order, known parameters, endpoint, envelope. It watches what is asked and read.
 *
 * @param callers by credential; any other credential is not valid
 */
public record SurfaceHarness(Surface surface, MeetingSource source, Map<String, Caller> callers) {
    private static final Meetings NOTHING = new Meetings(
            new Answers().build(), new Principal(new UUID(0, 0), "", null, "", Set.of(), Principal.View.PERMITTED));

    public SurfaceHarness {
        callers = Map.copyOf(callers);
    }

    /** Serves one request. Never fails: what fails is answered in the surface's envelope. */
    public Future<Served> serve(WireRequest called) {
        var request = called.withPath(Paths.withoutSuffix(called.path(), surface.optionalSuffix()));
        var route = new Routes(surface).of(request.method(), request.path());
        var watched = new WatchedSource(source);
        var query = new WatchedQuery(known(route, request.query()));
        var failed = new AtomicReference<@Nullable Throwable>();
        return Future.succeededFuture()
                .compose(start -> answer(request, route, watched, query))
                .compose(SurfaceHarness::whole)
                .recover(failure -> {
                    failed.set(failure);
                    var problem = failure instanceof Problem p ? p : new Problem.Internal("r1");
                    return whole(surface.render(problem, request));
                })
                .map(response -> {
                    if (!route.methods().isEmpty()) {
                        surface.methodHeaders(route.methods(), response.headers());
                    }
                    return response;
                })
                .map(response -> new Served(
                        request.method().equals(HttpMethod.HEAD) ? withBody(response, Buffer.buffer()) : response,
                        route.declared() ? route.endpoint() : null,
                        watched.calls(),
                        query.seen(),
                        failed.get()));
    }

    /** The surface as a remote product: what an upstream of the style is pointed at. Bodies in pieces are collected. */
    public Exchange exchange() {
        return request -> serve(new WireRequest(
                        request.method(),
                        "https://gateway.example" + request.base(),
                        request.path(),
                        Map.of(),
                        request.query(),
                        request.headers(),
                        request.body()))
                .map(Served::response);
    }

    private Future<WireResponse> answer(
            WireRequest request, Routes.Route route, MeetingSource watched, WatchedQuery query) {
        var without = request.at(route.variables(), request.query()).withBody(Buffer.buffer());
        var preflight =
                request.method().equals(HttpMethod.OPTIONS) && !route.methods().isEmpty()
                        ? surface.preflight(without, route.methods())
                        : null;
        if (preflight != null) {
            return Future.succeededFuture(preflight);
        }
        if (route.declared()) {
            surface.negotiate(without);
        }
        boolean needsBody = route.declared()
                && route.endpoint().access() == Endpoint.Access.CREDENTIAL
                && surface.credentialMayBeInBody(without);
        var identifiable = needsBody ? without.withBody(small(request.body())) : without;
        return reached(identifiable, route, watched).compose(meetings -> serve(request, route, meetings, query));
    }

    private Future<WireResponse> serve(WireRequest request, Routes.Route route, Meetings meetings, WatchedQuery query) {
        if (route.declared() && surface.refusesUnknownParameters()) {
            refuseUnknown(route.endpoint(), request.query());
        }
        var reached = request.at(route.variables(), query.values());
        return route.endpoint().serve().serve(reached, meetings);
    }

    private static Buffer small(Buffer body) {
        if (body.length() > Surface.CREDENTIAL_BODY_BYTES) {
            throw new Problem.PayloadTooLarge(Surface.CREDENTIAL_BODY_BYTES);
        }
        return body;
    }

    private Future<Meetings> reached(WireRequest request, Routes.Route route, MeetingSource watched) {
        if (route.endpoint().access() == Endpoint.Access.ANYONE) {
            return Future.succeededFuture(NOTHING);
        }
        var caller = caller(request);
        var all = new Meetings(watched, caller.principal().withView(surface.view()));
        return (route.declared() ? surface.reach(request, all) : Future.succeededFuture(all)).map(meetings -> {
            admit(caller, route.endpoint());
            return meetings;
        });
    }

    private Caller caller(WireRequest request) {
        var credential = surface.credential(request);
        if (credential == null) {
            throw new Problem.Unauthenticated(Problem.Unauthenticated.Reason.MISSING);
        }
        var caller = callers.get(credential);
        if (caller == null) {
            throw new Problem.Unauthenticated(Problem.Unauthenticated.Reason.INVALID);
        }
        return caller;
    }

    private void admit(Caller caller, Endpoint endpoint) {
        if (surface.limitsBeforeScopes()) {
            limit(caller);
            scope(caller, endpoint);
        } else {
            scope(caller, endpoint);
            limit(caller);
        }
    }

    private static void limit(Caller caller) {
        if (caller.retryAfter() != null) {
            throw new Problem.RateLimited(caller.retryAfter());
        }
    }

    private static void scope(Caller caller, Endpoint endpoint) {
        if (endpoint.scope() != null && !caller.principal().scopes().contains(endpoint.scope())) {
            throw new Problem.MissingScope(endpoint.scope());
        }
    }

    private void refuseUnknown(Endpoint endpoint, MultiMap query) {
        var unknown = new ArrayList<Violation>();
        for (var name : query.names()) {
            if (!isCredential(name) && !endpoint.query().contains(name)) {
                unknown.add(new Violation(Violation.In.QUERY, name, "unknown_parameter", "Unknown parameter " + name));
            }
        }
        if (!unknown.isEmpty()) {
            throw new Problem.Invalid(unknown);
        }
    }

    /** What an undeclared parameter says has no effect. */
    private MultiMap known(Routes.Route route, MultiMap query) {
        var known = MultiMap.caseInsensitiveMultiMap();
        query.forEach(parameter -> {
            boolean declared = !isCredential(parameter.getKey())
                    && route.endpoint().query().contains(parameter.getKey());
            if (!route.declared() || declared) {
                known.add(parameter.getKey(), parameter.getValue());
            }
        });
        return known;
    }

    private boolean isCredential(String name) {
        return surface.credentialParameters().contains(name);
    }

    private static Future<WireResponse.Bytes> whole(WireResponse response) {
        return switch (response) {
            case WireResponse.Bytes bytes -> Future.succeededFuture(bytes);
            case WireResponse.Streamed streamed ->
                all(streamed.body(), Buffer.buffer())
                        .map(body -> new WireResponse.Bytes(streamed.status(), streamed.headers(), body));
        };
    }

    private static Future<Buffer> all(Chunks chunks, Buffer sofar) {
        return chunks.next()
                .compose(piece ->
                        piece == null ? Future.succeededFuture(sofar) : all(chunks, sofar.appendBuffer(piece)));
    }

    private static WireResponse.Bytes withBody(WireResponse.Bytes response, Buffer body) {
        return new WireResponse.Bytes(response.status(), response.headers(), body);
    }
}
