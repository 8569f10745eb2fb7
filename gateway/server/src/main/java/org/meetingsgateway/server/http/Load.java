package org.meetingsgateway.server.http;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.meetingsgateway.server.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the process has on its hands, over all event loops. Only what the gateway itself works on counts against
 * {@link WorkLimit}: a request that waits for its caller, to send its body or to take its answer, holds up nobody. What
 * those hold is bytes, and they are bounded too.
 */
final class Load {
    /** Whose request it is: what operators ask for is turned away last. */
    enum Rank {
        CALLER,
        OPERATOR
    }

    private static final Logger LOG = LoggerFactory.getLogger(Load.class);

    /** So many requests of operators are worked on beyond the limit. */
    private static final int RESERVED = 16;

    private final ServerLimits limits;
    private final WorkLimit limit;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong held = new AtomicLong();
    private volatile boolean storeIsSilent;

    Load(ServerLimits limits, Metrics metrics) {
        this.limits = limits;
        this.limit = new WorkLimit(limits.inFlight());
        metrics.load(inFlight::get, connections::get);
        metrics.work(working::get, limit::get, limit::delaySeconds, held::get);
    }

    /** Whether there is room for one more request; then it is worked on, until it {@link #pauses}. */
    boolean begins(Rank rank) {
        int room = storeIsSilent ? 0 : room(rank);
        if (working.incrementAndGet() <= room) {
            return true;
        }
        working.decrementAndGet();
        return false;
    }

    /** Callers leave something to operators. */
    private int room(Rank rank) {
        int all = limit.get();
        return switch (rank) {
            case CALLER -> all;
            case OPERATOR -> all + RESERVED;
        };
    }

    /** It waits for its caller, or is over. */
    void pauses() {
        working.decrementAndGet();
    }

    /** What was begun goes on, however much there is to do. */
    void resumes() {
        working.incrementAndGet();
    }

    /** A request is here, whatever becomes of it; it is given back by {@link #leaves}. */
    void enters() {
        inFlight.incrementAndGet();
    }

    void leaves() {
        inFlight.decrementAndGet();
    }

    /** So many bytes more, or less, are held for callers who have not sent or taken all. */
    void holds(long bytes) {
        held.addAndGet(bytes);
    }

    /** Whether callers who do not read or send must not be waited for as long as otherwise. */
    boolean isCrowded() {
        return held.get() > limits.heldBytes() / 2;
    }

    /** Whether as much is held as may be: somebody must leave. */
    boolean isFull() {
        return held.get() > limits.heldBytes();
    }

    /** The store was asked for something that costs nothing, and took that long; or has not answered for that long. */
    void pulse(long nanos) {
        limit.sample(nanos, working.get());
    }

    /** While nothing comes back from it, whoever asks would wait in vain. */
    void storeIsSilent(boolean silent) {
        if (silent != storeIsSilent) {
            LOG.warn(
                    silent
                            ? "the store does not answer: requests are turned away"
                            : "the store answers, or says that it is away: requests are let in again");
        }
        storeIsSilent = silent;
    }

    /** Counts a connection; false when there are too many. Each one is given back by {@link #disconnected}. */
    boolean connected() {
        return connections.incrementAndGet() <= limits.connections();
    }

    void disconnected() {
        connections.decrementAndGet();
    }

    int connections() {
        return connections.get();
    }
}
