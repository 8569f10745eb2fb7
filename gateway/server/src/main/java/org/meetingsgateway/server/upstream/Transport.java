package org.meetingsgateway.server.upstream;

import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.meetingsgateway.server.upstream.NoResponse.Reason;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/**
 * Sends requests to one upstream over HTTP, whatever their own base says: what belongs to one host goes to no other. Redirects
 * are not followed but given as they are, nothing is sent twice, and everything has a bound: who cannot be served
 * within it gets a {@link NoResponse}.
 */
public final class Transport implements Exchange {
    /** Less than upstreams keep an idle connection: nothing should be sent on one that they are just closing. */
    private static final int KEEP_ALIVE_SECONDS = 5;

    /**
     * How much an upstream may take.
     *
     * @param connect until its address is known, until it takes a connection, and until that is encrypted
     * @param whole all of it, waiting for a connection and the last byte of the answer included
     * @param connections how many are open at once
     * @param inFlight how many requests are being sent or wait to be
     * @param bodyBytes the largest body that is taken from it
     */
    public record Bounds(Duration connect, Duration whole, int connections, int inFlight, int bodyBytes) {}

    private final HttpClientAgent client;
    private final Names names;
    private final URI base;
    private final Bounds bounds;
    private final AtomicInteger inFlight = new AtomicInteger();

    /** @param base scheme, host, port and the beginning of every path, without a slash at the end */
    public Transport(Vertx vertx, URI base, AddressPolicy policy, Bounds bounds) {
        this(vertx, base, new Names(vertx, InetAddress::getAllByName, policy), bounds, new HttpClientOptions());
    }

    /** @param trust whose certificates are good */
    Transport(Vertx vertx, URI base, Names names, Bounds bounds, HttpClientOptions trust) {
        this.client = vertx.createHttpClient(
                trust.setConnectTimeout((int) bounds.connect().toMillis())
                        .setSslHandshakeTimeout(bounds.connect().toMillis())
                        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                        .setMaxRedirects(0),
                new PoolOptions().setHttp1MaxSize(bounds.connections()).setMaxWaitQueueSize(bounds.inFlight()));
        this.names = names;
        this.base = base;
        this.bounds = bounds;
    }

    @Override
    public Future<WireResponse.Bytes> send(WireRequest request) {
        if (inFlight.incrementAndGet() > bounds.inFlight()) {
            inFlight.decrementAndGet();
            return Future.failedFuture(new NoResponse(Reason.BUSY, null));
        }
        return exchanged(request).onComplete(done -> inFlight.decrementAndGet());
    }

    public Future<Void> close() {
        return Future.join(client.close(), names.close()).mapEmpty();
    }

    private Future<WireResponse.Bytes> exchanged(WireRequest request) {
        long end = System.nanoTime() + bounds.whole().toNanos();
        return explained(
                        names.address(base.getHost()).timeout(bounds.connect().toMillis(), TimeUnit.MILLISECONDS),
                        Reason.UNREACHABLE)
                .compose(address ->
                        explained(client.request(options(request, address, millisTo(end))), Reason.UNREACHABLE))
                .compose(sending -> explained(answered(sending, request, end), Reason.BROKEN));
    }

    /** Nothing is sent when it is too late for an answer. */
    private Future<WireResponse.Bytes> answered(HttpClientRequest sending, WireRequest request, long end) {
        var answer = System.nanoTime() - end >= 0
                ? Future.<WireResponse.Bytes>failedFuture(new NoResponse(Reason.TIMEOUT, null))
                : sending.send(request.body())
                        .compose(response -> whole(sending, response))
                        .timeout(millisTo(end), TimeUnit.MILLISECONDS);
        return answer.onFailure(failure -> sending.reset());
    }

    /** The connection is made to the address that was looked at; the name is still what TLS checks and {@code Host} says. */
    private RequestOptions options(WireRequest request, InetAddress address, long patienceMillis) {
        boolean secure = "https".equalsIgnoreCase(base.getScheme());
        int port = base.getPort() >= 0 ? base.getPort() : secure ? 443 : 80;
        return new RequestOptions()
                .setMethod(request.method())
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
                .setHost(base.getHost())
                .setPort(port)
                .setSsl(secure)
                .setURI(target(request))
                .setHeaders(request.headers())
                .setConnectTimeout(patienceMillis)
                .setFollowRedirects(false);
    }

    private String target(WireRequest request) {
        var target = new QueryStringEncoder(Objects.requireNonNullElse(base.getRawPath(), "") + request.path());
        request.query().forEach(parameter -> target.addParam(parameter.getKey(), parameter.getValue()));
        return target.toString();
    }

    private Future<WireResponse.Bytes> whole(HttpClientRequest sending, HttpClientResponse response) {
        var body = Buffer.buffer();
        var whole = Promise.<WireResponse.Bytes>promise();
        response.exceptionHandler(whole::tryFail)
                .handler(piece -> {
                    if (body.length() + (long) piece.length() > bounds.bodyBytes()) {
                        whole.tryFail(new NoResponse(Reason.TOO_LARGE, null));
                        sending.reset();
                    } else {
                        body.appendBuffer(piece);
                    }
                })
                .endHandler(end ->
                        whole.tryComplete(new WireResponse.Bytes(response.statusCode(), response.headers(), body)));
        return whole.future();
    }

    private static long millisTo(long end) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
    }

    private static <T> Future<T> explained(Future<T> step, Reason otherwise) {
        return step.recover(failure -> Future.failedFuture(
                switch (failure) {
                    case NoResponse known -> known;
                    case TimeoutException late -> new NoResponse(Reason.TIMEOUT, late);
                    case ConnectionPoolTooBusyException busy -> new NoResponse(Reason.BUSY, busy);
                    default -> new NoResponse(otherwise, failure);
                }));
    }
}
