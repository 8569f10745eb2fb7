package org.meetingsgateway.server.http;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the gateway can serve: the database answers, and no shutdown has begun. The database is asked at most once a
 * second, however often somebody wants to know. Safe from any thread.
 */
public final class Readiness {
    private static final long PATIENCE_MILLIS = 2_000;
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What was found out, and when it was asked. */
    private record Asked(long at, Future<Boolean> answer) {}

    /** Whether each check passes. */
    record Status(boolean draining, boolean database) {
        boolean ready() {
            return !draining && database;
        }
    }

    private final Supplier<Future<Void>> database;
    private final AtomicReference<@Nullable Asked> last = new AtomicReference<>();
    private volatile boolean draining;

    /** @param database fails while the database does not answer */
    public Readiness(Supplier<Future<Void>> database) {
        this.database = database;
    }

    /** From now on the gateway is not ready: it is going to stop. */
    public void drain() {
        draining = true;
    }

    Future<Status> status() {
        long now = System.nanoTime();
        var known = last.get();
        if (known == null || (known.answer().isComplete() && now - known.at() > FRESH_NANOS)) {
            known = new Asked(now, ask());
            last.set(known);
        }
        return known.answer().map(up -> new Status(draining, up));
    }

    private Future<Boolean> ask() {
        return Future.succeededFuture()
                .compose(start -> database.get())
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .map(true)
                .otherwise(false);
    }
}
