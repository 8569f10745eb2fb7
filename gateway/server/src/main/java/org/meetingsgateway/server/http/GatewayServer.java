package org.meetingsgateway.server.http;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.server.tracing.Tracing;

/** The API listener: one port, shared by several event loops. */
public final class GatewayServer {
    /** Whoever could still connect is known by then, and their requests are here. */
    private static final Duration ON_ITS_WAY = Duration.ofMillis(250);

    /** Connections that are kept open are waited for that long at the most, until their next answer, which is the last one. */
    private static final Duration USED_UP = Duration.ofSeconds(3);

    private static final Duration LOOK = Duration.ofMillis(50);

    /** A request line that is so many times too long is still read: whom it was aimed at says that it is too long. */
    private static final int READABLE = 8;

    private final Vertx vertx;
    private final Site site;
    private final ServerLimits limits;
    private final Metrics metrics;
    private final Tracing tracing;
    private final Load load;
    private final StoreProbe store;
    private final Listener listener = new Listener();
    private final List<ApiVerticle> loops = new CopyOnWriteArrayList<>();

    public GatewayServer(
            Vertx vertx, Site site, ServerLimits limits, Metrics metrics, Tracing tracing, StoreProbe store) {
        this.vertx = vertx;
        this.site = site;
        this.limits = limits;
        this.metrics = metrics;
        this.tracing = tracing;
        this.store = store;
        this.load = new Load(limits, metrics);
    }

    /**
     * Starts listening.
     *
     * @param port 0 is any free one
     * @param instances event loops that serve
     * @param certificate null: plain HTTP
     * @return the port
     */
    public Future<Integer> start(String host, int port, int instances, @Nullable KeyCertOptions certificate) {
        var options = new HttpServerOptions()
                .setHost(host)
                .setPort(port == 0 ? -1 : port) // −1: one free port that all instances share
                .setAcceptBacklog(4096)
                .setMaxInitialLineLength(READABLE * limits.uriBytes())
                .setMaxHeaderSize(limits.headerBytes())
                .setHttp2ClearTextEnabled(false)
                .setDecompressionSupported(false)
                // Nobody here speaks WebSocket: without these nothing looks at every request for it.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
        if (certificate != null) {
            Tls.on(options, certificate, limits.header());
        }
        var made = new AtomicInteger();
        return vertx.deployVerticle(
                        () -> {
                            var lag = metrics.eventLoopLag(made.getAndIncrement());
                            var loop = new ApiVerticle(
                                    site, limits, load, metrics, tracing, lag, store, instances, listener, options);
                            loops.add(loop);
                            return loop;
                        },
                        new DeploymentOptions().setInstances(instances))
                .map(deployed -> loops.getFirst().port());
    }

    /**
     * Takes requests as before for a while, but each answer is the last one on its connection: so load balancers notice, and
     * what they keep open to here is used up, while nothing is closed under a request. Then whoever connects is refused, and
     * what is still open is used up for some seconds more. Without notice (zero) that is done at once, and in a moment.
     */
    public Future<Void> leave(Duration notice) {
        loops.forEach(ApiVerticle::leave);
        return notice.isZero()
                ? close()
                : after(notice)
                        .compose(over -> close())
                        .compose(closed -> usedUp(System.nanoTime() + USED_UP.toNanos()));
    }

    private Future<Void> close() {
        return listener.close().compose(closed -> after(ON_ITS_WAY));
    }

    private Future<Void> usedUp(long until) {
        if (load.connections() == 0 || System.nanoTime() - until > 0) {
            return Future.succeededFuture();
        }
        return after(LOOK).compose(later -> usedUp(until));
    }

    private Future<Void> after(Duration time) {
        return vertx.timer(time.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
    }

    /** New connections get another certificate; those that are open stay. Only where there was one from the start. */
    public Future<Void> serve(KeyCertOptions certificate) {
        return loops.getFirst().serve(certificate);
    }

    /** Stops listening; requests in flight are answered and their connections closed, within the limit. */
    public Future<Void> drain() {
        return Future.join(loops.stream().map(ApiVerticle::drain).toList()).mapEmpty();
    }
}
