package org.meetingsgateway.server.http;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One open connection, and by when its next step is due. Only its event loop calls it. */
final class Peer {
    private final HttpConnection connection;
    private @Nullable Visit visit;
    private long due;
    private Runnable overdue;

    Peer(HttpConnection connection, Duration header) {
        this.connection = connection;
        this.overdue = connection::close;
        this.due = System.nanoTime() + header.toNanos();
    }

    /** Something must happen in time, or else this does. Replaces what was expected before. */
    void expect(Duration within, Runnable otherwise) {
        due = System.nanoTime() + within.toNanos();
        overdue = otherwise;
    }

    void check(long now) {
        if (now - due >= 0) {
            due = Long.MAX_VALUE / 2 + now;
            overdue.run();
        }
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

    void closed() {
        if (visit != null) {
            visit.abandoned();
            visit = null;
        }
    }
}
