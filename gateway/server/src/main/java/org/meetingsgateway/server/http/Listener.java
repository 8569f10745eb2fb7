package org.meetingsgateway.server.http;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The listening socket. Vert.x closes it after the last event loop has stopped to take connections, and drops what is
 * accepted in between; here it can be closed before.
 */
final class Listener {
    /** Connections that are half made are made by then, and accepted. */
    private static final long SETTLED_MILLIS = 50;

    private final AtomicReference<@Nullable Channel> socket = new AtomicReference<>();

    /** Somebody came in through it. */
    void met(HttpConnection connection) {
        if (socket.get() == null && connection instanceof HttpServerConnection known) {
            socket.set(known.channelHandlerContext().channel().parent());
        }
    }

    /**
     * In a moment, whoever connects is refused, and can safely go elsewhere; whoever could connect before is served. A
     * plain close would not do that: what the system has accepted by itself and the gateway has not yet, it resets.
     */
    Future<Void> close() {
        var open = socket.get();
        if (open == null) {
            return Future.succeededFuture(); // nobody came yet
        }
        Doorkeeper.letNobodyIn(open);
        var closed = Promise.<Void>promise();
        Runnable close = () -> open.close().addListener(done -> closed.complete());
        var unused = open.eventLoop().schedule(close, SETTLED_MILLIS, TimeUnit.MILLISECONDS);
        return closed.future();
    }
}
