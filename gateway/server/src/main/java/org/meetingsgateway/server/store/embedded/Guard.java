package org.meetingsgateway.server.store.embedded;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the server again when it has ended by itself, on a thread of its own, until it is closed. */
final class Guard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final long PERIOD_MILLIS = 1_000;
    private static final long CLOSE_SECONDS = 5;

    private final Cluster cluster;
    private final int port;
    private final ScheduledExecutorService thread;
    /** What was told last since it ran, so that a lasting failure is told once; of the thread only. */
    private String told = "";

    private Guard(Cluster cluster, int port, ScheduledExecutorService thread) {
        this.cluster = cluster;
        this.port = port;
        this.thread = thread;
    }

    /**
     * Looks every second. Waiting for the process to exit is not enough: where nobody collects orphans, as in a
     * container whose first process is the gateway, it never does.
     */
    static Guard over(Cluster cluster, int port) {
        var thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("embedded-postgres").factory());
        var guard = new Guard(cluster, port, thread);
        var unused = thread.scheduleWithFixedDelay(guard::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return guard;
    }

    private void look() {
        try {
            if (cluster.server().isEmpty()) {
                if (told.isEmpty()) {
                    tell("PostgreSQL has ended by itself and is started again");
                }
                cluster.forgetRecycledPid();
                cluster.start(port);
                LOG.info("PostgreSQL listens on 127.0.0.1:{} again", port);
                told = "";
            }
        } catch (IOException | RuntimeException e) {
            if (!thread.isShutdown()) {
                tell("PostgreSQL cannot be started, and is tried again every second: " + firstLine(e));
            }
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private void tell(String message) {
        if (!message.equals(told)) {
            LOG.error(message);
            told = message;
        }
    }

    /** When it returns nothing is started any more. */
    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A start of PostgreSQL has not ended within {} s", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
