package org.meetingsgateway.server.upstream;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.meetingsgateway.remote.RemoteFailure.Limited;
import org.meetingsgateway.server.upstream.NoResponse.Reason;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/**
 * Sends again what failed in a way that may pass, where sending it twice does no harm. The pauses grow and are random, and
 * what is sent again is at most a fifth of what is sent, and a few: an account that fails is not asked more than one that
 * works. All of it happens on one thread.
 */
final class Retrying implements Exchange {
    static final int MOST = 3;
    static final double PART = 0.2;
    static final double SAVED = 5;

    private static final Duration FIRST = Duration.ofMillis(500);

    /** After that long nothing is begun anew. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** HTTP calls PUT idempotent, too, but no style has one that is safe to repeat over what another one wrote since. */
    private static final Set<HttpMethod> IDEMPOTENT = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.DELETE);

    private static final Set<Reason> PASSING = Set.of(Reason.UNREACHABLE, Reason.TIMEOUT, Reason.BROKEN);

    /** 420 is what MinuteBase says for 429. */
    private static final Set<Integer> PASSING_STATUS = Set.of(420, 429, 500, 502, 503, 504);

    private static final Set<Integer> GONE = Set.of(404, 410);

    private final Exchange exchange;
    private final Time time;
    private final DoubleSupplier random;
    private final Runnable retried;
    private double saved = SAVED;

    /**
     * @param random from 0 to 1
     * @param retried hears of everything that is sent again
     */
    Retrying(Exchange exchange, Time time, DoubleSupplier random, Runnable retried) {
        this.exchange = exchange;
        this.time = time;
        this.random = random;
        this.retried = retried;
    }

    @Override
    public Future<WireResponse.Bytes> send(WireRequest request) {
        saved = Math.min(SAVED, saved + PART);
        return IDEMPOTENT.contains(request.method())
                ? send(request, 0, time.nanos() + PATIENCE.toNanos())
                : exchange.send(request);
    }

    private Future<WireResponse.Bytes> send(WireRequest request, int retries, long until) {
        return exchange.send(request).transform(done -> {
            var pause = Duration.ofNanos((long) (random.getAsDouble() * (FIRST.toNanos() << retries)));
            boolean again =
                    retries < MOST && saved >= 1 && mayPass(done) && time.nanos() + pause.toNanos() - until <= 0;
            if (!again) {
                return given(done);
            }
            saved--;
            return paused(pause)
                    .compose(over -> {
                        retried.run();
                        return send(request, retries + 1, until);
                    })
                    .transform(last -> given(isWorthLess(request, last, done) ? done : last));
        });
    }

    /**
     * Whether an earlier outcome says more: where there was no slot for a later one; and of a deletion that may have been
     * carried out, unless the later one says that it is.
     */
    private static boolean isWorthLess(
            WireRequest request, AsyncResult<WireResponse.Bytes> last, AsyncResult<WireResponse.Bytes> earlier) {
        boolean hadNoSlot = last.failed() && last.cause() instanceof Limited;
        boolean isInDoubt = request.method().equals(HttpMethod.DELETE) && mayHaveArrived(earlier);
        return hadNoSlot || (isInDoubt && !isGone(last));
    }

    private static boolean mayHaveArrived(AsyncResult<WireResponse.Bytes> done) {
        return done.succeeded()
                ? done.result().status() >= 500
                : done.cause() instanceof NoResponse none && none.reason() != Reason.UNREACHABLE;
    }

    private static boolean isGone(AsyncResult<WireResponse.Bytes> done) {
        return done.succeeded()
                && (done.result().status() / 100 == 2
                        || GONE.contains(done.result().status()));
    }

    private static boolean mayPass(AsyncResult<WireResponse.Bytes> done) {
        return done.succeeded()
                ? PASSING_STATUS.contains(done.result().status())
                : done.cause() instanceof NoResponse none && PASSING.contains(none.reason());
    }

    private static Future<WireResponse.Bytes> given(AsyncResult<WireResponse.Bytes> done) {
        return done.succeeded() ? Future.succeededFuture(done.result()) : Future.failedFuture(done.cause());
    }

    private Future<Void> paused(Duration pause) {
        var over = Promise.<Void>promise();
        time.after(pause, over::complete);
        return over.future();
    }
}
