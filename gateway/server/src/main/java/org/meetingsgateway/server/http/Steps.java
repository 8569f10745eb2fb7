package org.meetingsgateway.server.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Answers;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/**
 * What every request to every surface passes, in this order: negotiation, credential, account, reach, limit and
 * scope (in the surface's order), known parameters, body, idempotency, endpoint. Where the answer is kept, somebody who may
 * the same has passed all of them with the same request, and only credential, account and limit are looked at.
 */
final class Steps {
    private static final Set<HttpMethod> WRITES =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);
    /** Who asks where no credential is needed: nobody, who reaches nothing. */
    private static final Meetings NOTHING = new Meetings(
            new Answers().build(), new Principal(new UUID(0, 0), "", null, "", Set.of(), Principal.View.PERMITTED));

    private final Backend backend;
    private final Repeats repeats;

    Steps(Backend backend) {
        this.backend = backend;
        this.repeats = new Repeats(backend.hot());
    }

    void take(Visit visit, Place place) {
        var target = place.target();
        var operation = target.operation(visit.method());
        var request = visit.reached(place);
        var preflight = preflight(visit, target, request);
        if (preflight != null) {
            visit.answer(preflight);
            return;
        }
        Future.succeededFuture()
                .compose(start -> identifiable(visit, operation, request))
                .compose(known -> answer(visit, operation, known))
                .onComplete(answer -> visit.onLoop(() -> {
                    if (answer.succeeded()) {
                        visit.answer(answer.result());
                    } else {
                        visit.fail(answer.cause());
                    }
                }));
    }

    private static @Nullable WireResponse preflight(Visit visit, Target target, WireRequest request) {
        var methods = target.allowed();
        return methods == null || !visit.method().equals(HttpMethod.OPTIONS)
                ? null
                : visit.surface().surface().preflight(request, methods);
    }

    /** The request with all that its credential may be in. */
    private static Future<WireRequest> identifiable(Visit visit, Operation operation, WireRequest request) {
        var surface = visit.surface().surface();
        if (!operation.declared()) {
            return Future.succeededFuture(request);
        }
        surface.negotiate(request);
        boolean needsBody =
                operation.endpoint().access() == Endpoint.Access.CREDENTIAL && surface.credentialMayBeInBody(request);
        return needsBody ? visit.withBody() : Future.succeededFuture(request);
    }

    private Future<WireResponse> answer(Visit visit, Operation operation, WireRequest request) {
        return operation.endpoint().access() == Endpoint.Access.ANYONE
                ? serve(visit, operation, request, NOTHING)
                : caller(visit, request).compose(caller -> answer(visit, operation, request, caller));
    }

    private Future<Caller> caller(Visit visit, WireRequest request) {
        var surface = visit.surface().surface();
        return onLoop(visit, visit.surface().authenticator().authenticate(surface.credential(request)))
                .map(known -> {
                    if (!visit.isFor(known.principal())) { // as if the account were unknown: nothing is said of either
                        throw new Problem.Unauthenticated(Problem.Unauthenticated.Reason.INVALID);
                    }
                    var principal = known.principal().withView(surface.view());
                    visit.authenticated(principal);
                    return new Caller(principal, known.version());
                });
    }

    private Future<WireResponse> answer(Visit visit, Operation operation, WireRequest request, Caller caller) {
        var repeat = repeats.of(visit, operation, request, caller);
        if (repeat == null) {
            return read(visit, operation, request, caller);
        }
        var kept = repeat.kept(visit);
        if (kept == null) {
            return read(visit, operation, repeat.whole(request), caller)
                    .map(response -> repeat.read(visit, response, Objects.requireNonNull(backend.hot())));
        }
        visit.repeated();
        return limit(visit, operation.endpoint(), caller.principal()).map(kept);
    }

    private Future<WireResponse> read(Visit visit, Operation operation, WireRequest request, Caller caller) {
        var all = new Meetings(backend.meetings(), caller.principal());
        var surface = visit.surface().surface();
        return (operation.declared() ? onLoop(visit, surface.reach(request, all)) : Future.succeededFuture(all))
                .compose(reached -> admit(visit, operation.endpoint(), reached.principal())
                        .compose(admitted -> serve(visit, operation, request, reached)));
    }

    private Future<Void> admit(Visit visit, Endpoint endpoint, Principal principal) {
        if (visit.surface().surface().limitsBeforeScopes()) {
            return limit(visit, endpoint, principal).map(admitted -> {
                scope(endpoint, principal);
                return null;
            });
        }
        scope(endpoint, principal);
        return limit(visit, endpoint, principal);
    }

    private Future<Void> limit(Visit visit, Endpoint endpoint, Principal principal) {
        var limit = Objects.requireNonNullElse(
                endpoint.limit(), visit.surface().surface().name());
        return onLoop(visit, backend.limits().ask(limit, principal.credentialId()))
                .map(admission -> {
                    visit.admitted(admission.status());
                    visit.surface().metrics().asked(admission.admitted());
                    if (!admission.admitted()) {
                        throw new Problem.RateLimited(admission.retryAfter());
                    }
                    return null;
                });
    }

    private static void scope(Endpoint endpoint, Principal principal) {
        if (endpoint.scope() != null && !principal.scopes().contains(endpoint.scope())) {
            throw new Problem.MissingScope(endpoint.scope());
        }
    }

    private Future<WireResponse> serve(Visit visit, Operation operation, WireRequest request, Meetings meetings) {
        var endpoint = operation.endpoint();
        if (!operation.declared()) {
            return endpoint.serve().serve(request, meetings);
        }
        var known = KnownParameters.of(visit, endpoint, request.query());
        var key = idempotencyKey(visit, request);
        return visit.body().compose(body -> {
            var whole = request.at(request.pathParams(), known).withBody(body);
            return key == null || endpoint.access() == Endpoint.Access.ANYONE
                    ? endpoint.serve().serve(whole, meetings)
                    : once(visit, endpoint, whole, meetings.principal(), key);
        });
    }

    private Future<WireResponse> once(
            Visit visit, Endpoint endpoint, WireRequest request, Principal principal, String key) {
        return backend.idempotency()
                .once(
                        principal,
                        key,
                        fingerprint(visit, request),
                        (MeetingSource source) -> endpoint.serve().serve(request, new Meetings(source, principal)));
    }

    /** The request's key, or null where it has none or the surface knows none. */
    private static @Nullable String idempotencyKey(Visit visit, WireRequest request) {
        if (!visit.surface().surface().idempotencyKeys() || !WRITES.contains(request.method())) {
            return null;
        }
        var keys = request.headers().getAll("Idempotency-Key");
        if (keys.isEmpty()) {
            return null;
        }
        var key = keys.getFirst();
        boolean visible = key.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
        if (keys.size() > 1 || key.isBlank() || key.length() > 255 || !visible) {
            throw new Problem.Malformed("Idempotency-Key must be 1 to 255 visible ASCII characters, once");
        }
        return key;
    }

    private static String fingerprint(Visit visit, WireRequest request) {
        var query = visit.rawQuery();
        var line = request.method() + " " + request.path() + (query == null ? "" : "?" + query) + "\n";
        return Sha256.hex(line.getBytes(StandardCharsets.UTF_8), request.body().getBytes());
    }

    private static <T> Future<T> onLoop(Visit visit, Future<T> elsewhere) {
        if (elsewhere.succeeded()) {
            return Future.succeededFuture(elsewhere.result());
        }
        var here = Promise.<T>promise();
        elsewhere.onComplete(result -> visit.onLoop(() -> here.handle(result)));
        return here.future();
    }
}
