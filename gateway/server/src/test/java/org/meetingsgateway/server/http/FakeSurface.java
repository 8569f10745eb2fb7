package org.meetingsgateway.server.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.spi.Address;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.spi.Surface;
import org.meetingsgateway.wire.RateStatus;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** A surface whose endpoints do what the listener must survive; its envelope is {@code name:Problem request-id}. An old one has the habits of the styles of its time. */
record FakeSurface(
        String name, Address address, boolean strict, boolean closed, boolean limitsBeforeScopes, boolean old)
        implements Surface {
    static final AtomicInteger PIECES = new AtomicInteger();
    static final AtomicInteger EFFECTS = new AtomicInteger();
    static final Semaphore SLOW_STARTED = new Semaphore(0);
    static final AtomicReference<Promise<Void>> SLOW = new AtomicReference<>(Promise.promise());
    static final Buffer PIECE = Buffer.buffer(new byte[64 * 1024]);

    /** More than the sockets of one connection take. */
    static final Buffer LARGE = Buffer.buffer(new byte[16 << 20]);

    @Override
    public @Nullable String credential(WireRequest request) {
        var header = request.header("Authorization");
        if (header != null) {
            return header.replace("Bearer ", "");
        }
        return request.body().length() > 0 ? request.body().toString() : request.parameter("token");
    }

    @Override
    public boolean credentialMayBeInBody(WireRequest request) {
        return old && request.header("Authorization") == null;
    }

    @Override
    public void negotiate(WireRequest request) {
        if ("image/png".equals(request.header("Accept"))) {
            throw new Problem.NotAcceptable("text/plain");
        }
    }

    /** There is no project 0. */
    @Override
    public Future<Meetings> reach(WireRequest request, Meetings meetings) {
        var project = request.pathParams().get("project");
        if (project == null) {
            return Future.succeededFuture(meetings);
        }
        var promise = Promise.<Meetings>promise();
        Thread.ofPlatform().start(() -> {
            if (project.equals("0")) {
                promise.fail(new Problem.NotFound("project"));
            } else {
                promise.complete(meetings.within(new UUID(0, Long.parseLong(project))));
            }
        });
        return promise.future();
    }

    @Override
    public boolean claims(String credential) {
        return credential.startsWith(name + "-");
    }

    @Override
    public Set<String> credentialParameters() {
        return old ? Set.of("token") : Set.of();
    }

    @Override
    public String optionalSuffix() {
        return old ? ".txt" : "";
    }

    @Override
    public boolean alwaysStatesRate() {
        return old;
    }

    @Override
    public boolean redirectsToHttps() {
        return old;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                        "/api/things",
                        "read",
                        Set.of("page"),
                        (request, meetings) -> text(request.base() + request.path() + " "
                                + request.query().entries())),
                Endpoint.get("/api/things/:id", "read", Set.of(), (request, meetings) -> text(request.pathParam("id"))),
                Endpoint.get("/api/things/day/:day", "read", Set.of(), (request, meetings) -> text("a day")),
                Endpoint.get(
                        "/api/things/:id/parts",
                        "read",
                        Set.of(),
                        (request, meetings) -> text("parts of " + request.pathParam("id"))),
                Endpoint.get("/api/things/first", "read", Set.of(), (request, meetings) -> text("the first")),
                Endpoint.of(HttpMethod.POST, "/api/things", "write", (request, meetings) -> {
                    EFFECTS.incrementAndGet();
                    return text(request.body().length() + " bytes");
                }),
                Endpoint.get("/api/rare", "read", Set.of(), (request, meetings) -> text("rare"))
                        .limited("rare"),
                Endpoint.get(
                        "/api/me",
                        null,
                        Set.of(),
                        (request, meetings) ->
                                text(request.base() + " " + meetings.principal().view())),
                Endpoint.get(
                        "/api/projects/:project",
                        "read",
                        Set.of(),
                        (request, meetings) ->
                                text("project " + meetings.principal().projectId())),
                Endpoint.of(
                        HttpMethod.POST,
                        "/api/notes",
                        "write",
                        (request, meetings) -> text("noted").map(noted -> noted.ignoring(List.of("a b", "c")))),
                open("/api/slow", (request, meetings) -> {
                    // Answered by the loop of the connection, whoever says so: as it is with every client of Vert.x.
                    var loop = Vertx.currentContext();
                    var told = Promise.<Void>promise();
                    SLOW.get().future().onComplete(done -> loop.runOnContext(turn -> told.handle(done)));
                    SLOW_STARTED.release();
                    return told.future().compose(done -> text("slow"));
                }),
                open("/api/open", (request, meetings) -> text("open")),
                open(
                        "/api/large",
                        (request, meetings) -> Future.succeededFuture(WireResponse.of(200, "text/plain", LARGE))),
                open("/api/throws", (request, meetings) -> {
                    throw new IllegalStateException("thrown");
                }),
                open("/api/fails", (request, meetings) -> Future.failedFuture(new IllegalStateException("failed"))),
                open("/api/problem", (request, meetings) -> Future.failedFuture(new Problem.NotFound("thing"))),
                open("/api/later", (request, meetings) -> {
                    var promise = Promise.<WireResponse>promise();
                    Thread.ofPlatform().start(() -> promise.fail(new IllegalStateException("elsewhere")));
                    return promise.future();
                }),
                open(
                        "/api/never",
                        (request, meetings) -> Promise.<WireResponse>promise().future()),
                open(
                        "/api/bad-header",
                        (request, meetings) ->
                                Future.succeededFuture(WireResponse.empty(200).with("X-Bad", "a\r\nSet-Cookie: b"))),
                open("/api/empty", (request, meetings) -> Future.succeededFuture(WireResponse.empty(204))),
                open(
                        "/api/unchanged",
                        (request, meetings) -> Future.succeededFuture(WireResponse.empty(304)
                                .with("ETag", "\"1\"")
                                .with("Cache-Control", "private, no-cache"))),
                open("/api/stream", (request, meetings) -> Future.succeededFuture(stream(3, false))),
                open("/api/stream-breaks", (request, meetings) -> Future.succeededFuture(stream(3, true))),
                open("/api/stream-fails", (request, meetings) -> Future.succeededFuture(stream(0, true))),
                open("/api/stream-long", (request, meetings) -> Future.succeededFuture(stream(4_000, false))));
    }

    @Override
    public Principal.View view() {
        return Principal.View.OWNED;
    }

    @Override
    public boolean refusesUnknownParameters() {
        return strict;
    }

    @Override
    public boolean authenticatesUnknownPaths() {
        return closed;
    }

    @Override
    public boolean authenticatesEveryMethod() {
        return old;
    }

    @Override
    public @Nullable WireResponse preflight(WireRequest request, Set<String> methods) {
        return old && request.header("Origin") != null ? WireResponse.empty(204).with("X-Preflight", "yes") : null;
    }

    @Override
    public boolean idempotencyKeys() {
        return strict;
    }

    @Override
    public long maxBodyBytes() {
        return old ? 100_000 : 1_000;
    }

    @Override
    public WireResponse render(Problem problem, WireRequest request) {
        if (request.headers().contains("X-Break-Render")) {
            throw new IllegalStateException("no envelope");
        }
        int status = switch (problem) {
            case Problem.Invalid p -> 422;
            case Problem.Malformed p -> 400;
            case Problem.Unauthenticated p -> 401;
            case Problem.MissingScope p -> 403;
            case Problem.Forbidden p -> 403;
            case Problem.NotFound p -> 404;
            case Problem.MethodNotAllowed p -> 405;
            case Problem.UnsupportedMediaType p -> 415;
            case Problem.NotAcceptable p -> 406;
            case Problem.PayloadTooLarge p -> 413;
            case Problem.UriTooLong p -> 414;
            case Problem.HeadersTooLarge p -> 431;
            case Problem.RequestTimeout p -> 408;
            case Problem.Conflict p -> 409;
            case Problem.IdempotencyInFlight p -> 409;
            case Problem.ReadOnlySource p -> 409;
            case Problem.IdempotencyReused p -> 422;
            case Problem.PreconditionFailed p -> 412;
            case Problem.PreconditionRequired p -> 428;
            case Problem.RateLimited p -> 429;
            case Problem.Unsupported p -> 501;
            case Problem.Unavailable p -> 503;
            case Problem.Internal p -> 500;
        };
        var response = WireResponse.of(
                status,
                "text/plain",
                Buffer.buffer(name + ":" + problem.getClass().getSimpleName() + " " + request.header("X-Request-Id")
                        + (request.body().length() > 0 ? " " + request.body() : "")));
        return problem instanceof Problem.MethodNotAllowed wrong ? response.with("Allow", wrong.allow()) : response;
    }

    @Override
    public void rateHeaders(RateStatus status, MultiMap headers) {
        var window = status.windows().getFirst();
        headers.set("X-Remaining", String.valueOf(window.remaining()))
                .set("X-Reset-Seconds", String.valueOf(window.resetSeconds()));
    }

    @Override
    public void methodHeaders(Set<String> methods, MultiMap headers) {
        if (old) {
            headers.set("X-Methods", String.join(" ", new TreeSet<>(methods)));
        }
    }

    private static Endpoint open(String path, Endpoint.Serve serve) {
        return new Endpoint(HttpMethod.GET, path, Endpoint.Access.ANYONE, null, Set.of(), serve);
    }

    private static Future<WireResponse> text(String text) {
        return Future.succeededFuture(WireResponse.of(200, "text/plain", Buffer.buffer(text)));
    }

    private static WireResponse stream(int pieces, boolean breaks) {
        var sent = new AtomicInteger();
        return WireResponse.streamedJson(200, () -> {
            if (sent.getAndIncrement() < pieces) {
                PIECES.incrementAndGet();
                return Future.succeededFuture(PIECE);
            }
            return breaks ? Future.failedFuture(new IllegalStateException("broke")) : Future.succeededFuture();
        });
    }
}
