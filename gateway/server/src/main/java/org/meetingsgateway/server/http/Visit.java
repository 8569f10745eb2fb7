package org.meetingsgateway.server.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.server.metrics.RouteMetrics;
import org.meetingsgateway.spi.Surface;
import org.meetingsgateway.wire.RateStatus;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request from its header section to the last byte of its answer. Whatever happens, it is answered once, within its
 * deadline, in the envelope of the surface that was addressed, and counted once. All on the connection's event loop.
 */
final class Visit {
    private static final Logger LOG = LoggerFactory.getLogger(Visit.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    /** A refused body that is not larger is read and dropped; for a larger one the connection is closed. */
    private static final long DROPPED_BYTES = 1 << 16;
    /** An answer that is not larger is sent at once, and never turned away. */
    private static final int LARGE_BYTES = 1 << 20;
    /** What the log and the metrics say of a caller who left: nginx' word for it. */
    private static final int CALLER_LEFT = 499;

    private final Loop loop;
    private final Peer peer;
    private final HttpServerRequest request;
    private final Identity identity;
    private final long started = System.nanoTime();
    private final Thread thread = Thread.currentThread();
    private final Context context = Objects.requireNonNull(Vertx.currentContext());
    private final Body body;
    private final ServedSurface surface;
    private final Failures failures;
    private final @Nullable String account;
    private WireRequest wire;
    private Target target;
    private @Nullable Place place;
    private Consumer<Place> whenRepeated = known -> {};
    private @Nullable Principal principal;
    private @Nullable RateStatus rate;
    private @Nullable String ignored;
    private boolean answered;
    private boolean over;
    private boolean closing;
    private boolean shed;
    private boolean working;
    private long held;

    /**
     * @param account whose credential the request must carry; null for any
     * @param working whether it was begun to be worked on
     */
    Visit(
            Loop loop,
            Peer peer,
            HttpServerRequest request,
            Identity identity,
            ServedSurface surface,
            @Nullable String account,
            WireRequest wire,
            boolean working) {
        this.loop = loop;
        this.request = request;
        this.identity = identity;
        this.surface = surface;
        this.failures = new Failures(identity.id(), surface.surface());
        this.account = account;
        this.wire = wire;
        this.target = surface.unmatched();
        this.peer = peer;
        this.working = working;
        this.body = new Body(request, this::holds);
        loop.load().enters();
        peer.visitedBy(this);
        peer.expect(loop.limits().handler(), this::late);
    }

    HttpMethod method() {
        return request.method();
    }

    @Nullable
    String rawQuery() {
        return request.query();
    }

    ServedSurface surface() {
        return surface;
    }

    /** Whether host and prefix leave it to the credential which tenant is meant, or name this one. */
    boolean isFor(Principal caller) {
        return account == null || account.equals(caller.tenant());
    }

    /** It came to a target of its surface. */
    WireRequest reached(Place there) {
        place = there;
        target = there.target();
        wire = wire.at(there.pathParams(), wire.query());
        return wire;
    }

    /** @param known gets where the path leads, if its answer is given again */
    void whenRepeated(Consumer<Place> known) {
        whenRepeated = known;
    }

    /** Its answer is one that was given before. */
    void repeated() {
        if (place != null) {
            whenRepeated.accept(place);
        }
    }

    void authenticated(Principal caller) {
        principal = caller;
    }

    void admitted(RateStatus status) {
        rate = status;
    }

    /** Names parameters that had no effect; they are already encoded as a header's value. */
    void ignored(String names) {
        ignored = names;
    }

    @Nullable
    String ignored() {
        return ignored;
    }

    boolean hasBody() {
        return body.isExpected();
    }

    /** It is turned away before anybody looks at it: at once, and without a line in the log. */
    void shed() {
        shed = true;
        surface.metrics().shed();
        fail(new Problem.Unavailable("Too much is asked for at once", SOON));
    }

    /** It is the gateway's turn. */
    void works() {
        if (!working && !over) {
            working = true;
            loop.load().resumes();
        }
    }

    /** It is the caller's turn. */
    void waits() {
        if (working) {
            working = false;
            loop.load().pauses();
        }
    }

    boolean isWaiting() {
        return !working && held > 0;
    }

    /** So many bytes are held for the caller now. */
    void holds(long bytes) {
        if (held == bytes || (over && bytes > 0)) {
            return;
        }
        loop.load().holds(bytes - held);
        held = bytes;
        if (bytes > 0 && loop.load().isFull()) {
            later(loop.peers()::relieve);
        }
    }

    /** The connection is closed after the answer. */
    void closing() {
        closing = true;
    }

    /** The request with a body that may hold its credential: what refuses it may have to say that it was there. */
    Future<WireRequest> withBody() {
        var surface = this.surface.surface();
        return body(Math.min(Surface.CREDENTIAL_BODY_BYTES, surface.maxBodyBytes()))
                .map(bytes -> {
                    wire = wire.withBody(bytes);
                    return wire;
                });
    }

    /** The body, within its own deadline. */
    Future<Buffer> body() {
        return body(surface.surface().maxBodyBytes());
    }

    private Future<Buffer> body(long maxBytes) {
        var whole = body.read(maxBytes);
        if (whole.isComplete()) {
            return whole;
        }
        waits();
        peer.expect(loop.limits().body(), () -> {
            closing();
            fail(new Problem.RequestTimeout());
        });
        return whole.map(bytes -> {
            if (!answered && !over) {
                works();
                peer.expect(loop.limits().handler(), this::late);
            }
            return bytes;
        });
    }

    /** Runs something on the event loop of the connection: at once when that is where we are. */
    void onLoop(Runnable action) {
        if (Thread.currentThread().equals(thread)) {
            action.run();
        } else {
            later(action);
        }
    }

    void later(Runnable action) {
        context.runOnContext(turn -> action.run());
    }

    void answer(WireResponse response) {
        if (answered || over) {
            return; // the deadline, or the caller's leaving, was first
        }
        if (response instanceof WireResponse.Streamed streamed && !method().equals(HttpMethod.HEAD)) {
            var pieces = new StreamedBody(this, request.response(), streamed.body());
            // A failure before the first byte is still a proper answer.
            pieces.next(first -> begin(streamed, () -> pieces.send(first)), this::fail);
        } else if (response instanceof WireResponse.Bytes large && isLargeRead(large)) {
            large(large);
        } else {
            begin(response, () -> sent(end(response)));
        }
    }

    private boolean isLargeRead(WireResponse.Bytes response) {
        return response.body().length() > LARGE_BYTES && method().equals(HttpMethod.GET);
    }

    /** While much is held for others it is turned away: it can be asked for again, and nobody else is cut off for it. */
    private void large(WireResponse.Bytes response) {
        if (loop.load().isCrowded()) {
            fail(new Problem.Unavailable("Too much is being sent at once", SOON));
            return;
        }
        var body = response.body();
        begin(response, () -> {
            request.response().putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()));
            holds(body.length());
            new LargeBody(this, request.response(), body).send();
        });
    }

    void fail(Throwable failure) {
        if (answered || over) {
            if (!(failure instanceof Problem)) {
                LOG.atWarn()
                        .addKeyValue("request_id", identity.id())
                        .setCause(failure)
                        .log("A request failed after it was answered");
            }
            return;
        }
        answer(failures.render(failure, route().route(), wire));
    }

    /** The caller left, or was made to. */
    void abandoned() {
        answered = true;
        finish(CALLER_LEFT);
    }

    /** The next request came on the same connection; false where there must be none. */
    boolean superseded() {
        finish(request.response().getStatusCode());
        return !closing;
    }

    boolean isOver() {
        return over;
    }

    /** The socket must take what is written in time. */
    void sending() {
        peer.expect(loop.limits().write(), peer::abort);
    }

    void sent(Future<Void> end) {
        end.onComplete(done -> onLoop(() -> finish(request.response().getStatusCode())));
    }

    /** The answer cannot be completed: the caller must see that it is not whole. */
    void truncate(Throwable failure) {
        LOG.atError().addKeyValue("request_id", identity.id()).setCause(failure).log("An answer broke off");
        request.response().reset();
    }

    private RouteMetrics route() {
        return target.metrics();
    }

    private void late() {
        fail(new Problem.Unavailable("It took too long", SOON));
    }

    private void begin(WireResponse response, Runnable send) {
        if (answered || over) {
            return;
        }
        answered = true;
        var out = request.response();
        try {
            head(response);
            waits();
            sending();
            if (!body.ended()) {
                body.drop();
            }
            send.run();
        } catch (RuntimeException e) { // such as a header that cannot be sent
            var problem = failures.internal(e, route().route());
            if (out.headWritten()) {
                out.reset();
                return;
            }
            out.headers().clear();
            out.setChunked(false).setStatusCode(500);
            head(WireResponse.empty(500));
            sent(end(failures.render(problem, route().route(), wire)));
        }
    }

    private void head(WireResponse response) {
        boolean large = body.declared() == 0 || body.declared() > DROPPED_BYTES;
        closing |= loop.peers().draining() || (body.isUnread() && large);
        new ResponseHead(identity.id(), surface.surface(), surface.rate(rate), target.allowed(), ignored, closing)
                .write(response, request);
    }

    private Future<Void> end(WireResponse response) {
        var out = request.response();
        holds(0);
        if (!(response instanceof WireResponse.Bytes bytes) || bytes.body().length() == 0) {
            return out.end();
        }
        if (method().equals(HttpMethod.HEAD)) {
            out.headers()
                    .set(HttpHeaders.CONTENT_LENGTH, String.valueOf(bytes.body().length()));
            return out.end();
        }
        holds(bytes.body().length());
        return out.end(bytes.body());
    }

    private void finish(int status) {
        if (over) {
            return;
        }
        over = true;
        waits();
        holds(0);
        loop.load().leaves();
        long nanos = System.nanoTime() - started;
        var method = request.method().name();
        route().served(method, status, nanos);
        if (!shed) {
            var line = line(method, status, nanos);
            loop.accessLog().write(line);
            line.ends(identity.work());
        }
        if (body.ended()) {
            rest();
        } else {
            body.whenEnded(this::rest);
            peer.expect(closing ? loop.limits().linger() : loop.limits().body(), peer::close);
        }
    }

    private AccessLog.Line line(String method, int status, long nanos) {
        return new AccessLog.Line(
                identity,
                principal,
                surface.surface().name(),
                route().route(),
                RouteMetrics.method(method),
                status,
                nanos,
                request.response().bytesWritten());
    }

    /** Both the answer and the request are through. */
    private void rest() {
        if (closing) {
            peer.close();
        } else if (peer.isVisitedBy(this)) {
            peer.idle(loop.limits().keepAlive());
        }
    }
}
