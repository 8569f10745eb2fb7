package org.meetingsgateway.server.http;

import io.netty.channel.Channel;
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
    void close() {
        var open = socket.get();
        if (open != null) {
            Doorkeeper.letNobodyIn(open);
            Runnable close = () -> {
                var unused = open.close();
            };
            var unused = open.eventLoop().schedule(close, SETTLED_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
