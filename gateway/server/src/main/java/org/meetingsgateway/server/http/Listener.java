package org.meetingsgateway.server.http;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The listening socket. Vert.x closes it after the last event loop has stopped to take connections, and drops what is
 * accepted in between; here it can be closed before.
 */
final class Listener {
    private final AtomicReference<@Nullable Channel> socket = new AtomicReference<>();

    /** Somebody came in through it. */
    void met(HttpConnection connection) {
        if (socket.get() == null && connection instanceof HttpServerConnection known) {
            socket.set(known.channelHandlerContext().channel().parent());
        }
    }

    /** Whoever connects from now on is refused, and can safely go elsewhere. */
    void close() {
        var open = socket.get();
        if (open != null) {
            var unused = open.close();
        }
    }
}
