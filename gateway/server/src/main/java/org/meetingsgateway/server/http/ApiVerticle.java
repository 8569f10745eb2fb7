package org.meetingsgateway.server.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.server.tracing.Tracing;

/** The API on one event loop. */
final class ApiVerticle extends VerticleBase {
    private static final long MAX_TICK_MILLIS = 250;
    /** All event loops together ask the store this often. */
    private static final long PULSE_MILLIS = 50;

    private final Site site;
    private final ServerLimits limits;
    private final Load load;
    private final Metrics metrics;
    private final Tracing tracing;
    private final LongConsumer lag;
    private final StoreProbe store;
    private final int instances;
    private final Listener listener;
    private final HttpServerOptions options;
    private @Nullable Peers peers;
    private @Nullable HttpServer server;

    ApiVerticle(
            Site site,
            ServerLimits limits,
            Load load,
            Metrics metrics,
            Tracing tracing,
            LongConsumer lag,
            StoreProbe store,
            int instances,
            Listener listener,
            HttpServerOptions options) {
        this.site = site;
        this.limits = limits;
        this.load = load;
        this.metrics = metrics;
        this.tracing = tracing;
        this.lag = lag;
        this.store = store;
        this.instances = instances;
        this.listener = listener;
        this.options = options;
    }

    @Override
    public Future<?> start() {
        var open = new Peers(limits, load);
        peers = open;
        var entrance = new Entrance(vertx, site, new Loop(limits, load, open, new AccessLog(), tracing), metrics);
        tick(open);
        pulse();
        server = vertx.createHttpServer(options)
                .connectionHandler(connection -> {
                    listener.met(connection);
                    open.opened(connection);
                })
                .requestHandler(entrance)
                .invalidRequestHandler(entrance::invalid);
        return server.listen();
    }

    int port() {
        return server == null ? 0 : server.actualPort();
    }

    /** From now on every answer is its connection's last. Safe from any thread. */
    void leave() {
        if (peers != null) {
            var open = peers;
            context.runOnContext(turn -> open.drain());
        }
    }

    /** Has all loops of the port serve another certificate. Safe from any thread. */
    Future<Void> serve(KeyCertOptions certificate) {
        return server == null
                ? Future.failedFuture("not listening")
                : server.updateSSLOptions(Tls.with(options, certificate)).mapEmpty();
    }

    /** Takes no more connections; requests in flight are answered, within the limit. Safe from any thread. */
    Future<Void> drain() {
        if (server == null) {
            return Future.succeededFuture();
        }
        var closing = server;
        leave();
        return closing.shutdown(limits.drain().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick(Peers open) {
        long every =
                Math.clamp(Math.min(limits.header().toMillis(), limits.handler().toMillis()) / 4, 10L, MAX_TICK_MILLIS);
        long[] expected = {System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(every)};
        vertx.setPeriodic(every, timer -> {
            long now = System.nanoTime();
            lag.accept(Math.max(0, now - expected[0]));
            expected[0] = now + TimeUnit.MILLISECONDS.toNanos(every);
            open.tick();
        });
    }

    private void pulse() {
        long every = PULSE_MILLIS * instances;
        var pulse = new Pulse(store, load, System::nanoTime, TimeUnit.MILLISECONDS.toNanos(every));
        long[] due = {System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(every)};
        vertx.setPeriodic(every, timer -> {
            pulse.beat(due[0]);
            due[0] = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(every);
        });
    }
}
