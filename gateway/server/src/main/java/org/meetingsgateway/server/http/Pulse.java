package org.meetingsgateway.server.http;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the store for nothing, again and again, from one event loop: how late that comes back is how long any request waits,
 * for its turn on this loop and for its turn in the store. One question at a time. Where it does not come back, the store is
 * asked once more where nothing has to wait for its turn: it may be only a statement that everything waits behind.
 */
final class Pulse {
    /** Whatever has not come back by then never does. */
    private static final long PATIENCE_MILLIS = 10_000;

    /** As long as {@link Readiness} waits; longer where answers have been slow, as those of a busy machine are. */
    private static final long SILENT = TimeUnit.SECONDS.toNanos(2);

    private static final int SLOWER = 4;

    /** With each answer, what the slowest one took counts for so much less. */
    private static final int FADES = 16;

    private final StoreProbe store;
    private final Load load;
    private final LongSupplier nanos;
    /** Of the time between two beats no more counts as listened: a loop that is held up hears nothing. */
    private final long hears;

    private boolean waiting;
    private @Nullable Future<Void> doubt;
    private long asked;
    private long beat;
    private long listened;
    /** What the slowest of the last answers took; it fades. */
    private long slowest;

    /**
     * @param nanos the time, as of {@link System#nanoTime}
     * @param every nanoseconds from beat to beat
     */
    Pulse(StoreProbe store, Load load, LongSupplier nanos, long every) {
        this.store = store;
        this.load = load;
        this.nanos = nanos;
        this.hears = 2 * every;
    }

    /** @param due when it was to be called: what is late there counts as well */
    void beat(long due) {
        long now = nanos.getAsLong();
        listened += Math.min(now - beat, hears);
        beat = now;
        if (waiting) {
            load.pulse(now - asked);
            doubt(Math.max(SILENT, SLOWER * slowest));
            return;
        }
        waiting = true;
        listened = 0;
        doubt = null;
        asked = Math.min(due, now);
        store.inTurn().get().timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).onComplete(back -> {
            waiting = false;
            if (back.succeeded()) { // that the store is away says nothing of a queue
                long took = nanos.getAsLong() - asked;
                load.pulse(took);
                slowest = Math.max(took, slowest - slowest / FADES);
            }
            // Whoever asks is told at once that it is away, or is not.
            load.storeIsSilent(back.cause() instanceof TimeoutException);
        });
    }

    private void doubt(long patience) {
        if (doubt == null && listened > patience / 2) {
            doubt = store.alone().get();
        }
        if (listened > patience) {
            if (doubt != null && doubt.succeeded()) {
                listened = 0;
                doubt = null;
            } else {
                load.storeIsSilent(true);
            }
        }
    }
}
