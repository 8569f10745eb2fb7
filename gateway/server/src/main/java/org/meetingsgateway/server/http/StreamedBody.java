package org.meetingsgateway.server.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.wire.Chunks;

/** Sends a body piece by piece, as fast as the caller reads. */
final class StreamedBody {
    private final Visit visit;
    private final HttpServerResponse response;
    private final Chunks chunks;

    StreamedBody(Visit visit, HttpServerResponse response, Chunks chunks) {
        this.visit = visit;
        this.response = response;
        this.chunks = chunks;
    }

    /** The next piece, on the event loop of the connection. */
    void next(Consumer<@Nullable Buffer> piece, Consumer<Throwable> failure) {
        Future<@Nullable Buffer> next;
        try {
            next = chunks.next();
        } catch (RuntimeException e) {
            next = Future.failedFuture(e);
        }
        next.onComplete(taken -> visit.onLoop(() -> {
            if (taken.succeeded()) {
                piece.accept(taken.result());
            } else {
                failure.accept(taken.cause());
            }
        }));
    }

    /** Sends this piece and all that follow. */
    void send(@Nullable Buffer piece) {
        if (visit.isOver()) {
            return;
        }
        visit.waits();
        visit.sending();
        if (piece == null) {
            visit.sent(response.end());
            return;
        }
        if (piece.length() > 0) {
            response.write(piece);
        }
        if (response.writeQueueFull()) {
            visit.holds(piece.length());
            response.drainHandler(drained -> pull());
        } else {
            visit.later(this::pull); // others on this loop get their turn in between
        }
    }

    private void pull() {
        response.drainHandler(null);
        if (!visit.isOver()) {
            visit.holds(0);
            visit.works();
            next(this::send, visit::truncate);
        }
    }
}
