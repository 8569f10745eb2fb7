package org.meetingsgateway.server.http;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Asks the store for nothing, again and again, from one event loop: how late that comes back is how long any request waits,
 * for its turn on this loop and for its turn in the store. One question at a time.
 */
final class Pulse {
    /** Whatever has not come back by then never does. */
    private static final long PATIENCE_MILLIS = 10_000;

    /** As long as {@link Readiness} waits. */
    private static final long SILENT = TimeUnit.SECONDS.toNanos(2);

    /** A loop that was held up has not heard yet what came back. */
    private static final int UNHEARD = 10;

    private final Supplier<Future<Void>> store;
    private final Load load;
    private boolean waiting;
    private int beatsWaited;
    private long asked;

    Pulse(Supplier<Future<Void>> store, Load load) {
        this.store = store;
        this.load = load;
    }

    /** @param due when it was to be called: what is late there counts as well */
    void beat(long due) {
        if (waiting) {
            long age = System.nanoTime() - asked;
            load.pulse(age);
            beatsWaited++;
            if (age > SILENT && beatsWaited > UNHEARD) {
                load.storeIsSilent(true);
            }
            return;
        }
        waiting = true;
        beatsWaited = 0;
        asked = Math.min(due, System.nanoTime());
        store.get().timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).onComplete(back -> {
            waiting = false;
            if (back.succeeded()) { // that the store is away says nothing of a queue
                load.pulse(System.nanoTime() - asked);
            }
            if (!(back.cause()
                    instanceof TimeoutException)) { // whoever asks is told at once that it is away, or is not
                load.storeIsSilent(false);
            }
        });
    }
}
