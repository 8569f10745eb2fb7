package org.meetingsgateway.server.http;

import java.util.concurrent.atomic.AtomicInteger;
import org.meetingsgateway.server.metrics.Metrics;

/** What the process has on its hands, over all event loops. */
final class Load {
    private final ServerLimits limits;
    private final Metrics metrics;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();

    Load(ServerLimits limits, Metrics metrics) {
        this.limits = limits;
        this.metrics = metrics;
        metrics.load(inFlight::get, connections::get);
    }

    /** Counts a request; false when there are too many. Each one is given back by {@link #leave}, admitted or not. */
    boolean enter() {
        if (inFlight.incrementAndGet() <= limits.inFlight()) {
            return true;
        }
        metrics.shed();
        return false;
    }

    void leave() {
        inFlight.decrementAndGet();
    }

    /** Counts a connection; false when there are too many. Each one is given back by {@link #disconnected}. */
    boolean connected() {
        return connections.incrementAndGet() <= limits.connections();
    }

    void disconnected() {
        connections.decrementAndGet();
    }
}
