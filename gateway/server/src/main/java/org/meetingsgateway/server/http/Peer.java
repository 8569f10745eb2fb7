package org.meetingsgateway.server.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One open connection, and by when its next step is due. Only its event loop calls it. */
final class Peer {
    private final HttpConnection connection;
    private @Nullable Visit visit;
    private long since;
    private long due;
    private Runnable overdue;

    Peer(HttpConnection connection, Duration header) {
        this.connection = connection;
        this.overdue = connection::close;
        this.since = System.nanoTime();
        this.due = since + header.toNanos();
    }

    /** Something must happen in time, or else this does. Replaces what was expected before. */
    void expect(Duration within, Runnable otherwise) {
        since = System.nanoTime();
        due = since + within.toNanos();
        overdue = otherwise;
    }

    /** @param hurry how long a caller is waited for that something is held for; null for as long as it was said */
    void check(long now, @Nullable Duration hurry) {
        boolean hurries = hurry != null && isAwaited() && nanosSoFar(now) >= hurry.toNanos();
        if (now - due >= 0 || hurries) {
            due = Long.MAX_VALUE / 2 + now;
            overdue.run();
        }
    }

    /** Nothing is asked for on it. */
    boolean isIdle() {
        return visit == null;
    }

    /** Something is held for its caller, who is slow. */
    boolean isAwaited() {
        return visit != null && visit.isWaiting();
    }

    /** How long it has been like that. */
    long nanosSoFar(long now) {
        return now - since;
    }

    void visitedBy(Visit next) {
        visit = next;
    }

    /**
     * The next request is here. The last one's answer is written then, even if its end was not yet told.
     *
     * @return false where that answer said that it is the last one on this connection
     */
    boolean takesNext() {
        return visit == null || visit.superseded();
    }

    /** The request that is being served on it. */
    @Nullable
    Visit visit() {
        return visit;
    }

    boolean isVisitedBy(Visit other) {
        return visit == other;
    }

    /** The request was answered and read to its end; the next one may come. */
    void idle(Duration keepAlive) {
        visit = null;
        expect(keepAlive, this::close);
    }

    void close() {
        connection.close();
    }

    /** Ends it at once: {@link #close} waits until the caller has taken what was written, and this one may never do. */
    @SuppressWarnings("FutureReturnValueIgnored") // that it is closed is heard of as always
    void abort() {
        if (connection instanceof HttpServerConnection server) {
            server.channelHandlerContext().close();
        } else {
            connection.close();
        }
    }

    /** As {@link #abort}, and what was held for it is free even before that is done. */
    void leave() {
        abort();
        closed();
    }

    void closed() {
        var last = visit;
        visit = null;
        if (last != null) {
            last.abandoned();
        }
    }
}
