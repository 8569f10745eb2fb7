package org.meetingsgateway.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Load on one server from several connections, a thread for each: as much as is answered, or at a constant rate. An
 * answer that is not the expected one ends the measurement.
 */
final class Load {
    private final Request request;
    private final int connections;

    Load(Request request, int connections) {
        this.request = request;
        this.connections = connections;
    }

    /**
     * What was answered.
     *
     * @param latencies of all answers, in nanoseconds
     */
    record Answered(double seconds, Histogram latencies) {
        double perSecond() {
            return latencies.getTotalCount() / seconds;
        }

        double millisAt(double percentile) {
            return latencies.getValueAtPercentile(percentile) / 1e6;
        }
    }

    /** Every connection sends its next request as soon as the last one is answered. */
    Answered asFastAsAnswered(Duration duration) throws IOException, InterruptedException {
        return run(duration, 0);
    }

    /**
     * Requests at the given rate. A request that has to wait for its connection counts from when it was due, so that a
     * server that stops answering does not stop the clock.
     */
    Answered atRate(double perSecond, Duration duration) throws IOException, InterruptedException {
        return run(duration, (long) (1e9 * connections / perSecond));
    }

    private Answered run(Duration duration, long interval) throws IOException, InterruptedException {
        try (var threads = Executors.newFixedThreadPool(connections)) {
            long start = System.nanoTime();
            long end = start + duration.toNanos();
            var running = new ArrayList<java.util.concurrent.Future<Histogram>>();
            for (int i = 0; i < connections; i++) {
                // Connections take turns instead of all asking at once.
                long first = start + interval * i / connections;
                running.add(threads.submit(() -> loop(first, end, interval)));
            }
            var all = histogram();
            for (var each : running) {
                all.add(each.get());
            }
            return new Answered((System.nanoTime() - start) / 1e9, all);
        } catch (ExecutionException e) {
            throw new IOException("The load was interrupted: " + e.getCause(), e);
        }
    }

    private Histogram loop(long first, long end, long interval) throws IOException {
        var latencies = histogram();
        var bytes = request.bytes();
        try (var connection = request.connect()) {
            long due = first;
            while (true) {
                long sent = System.nanoTime();
                while (interval > 0 && sent < due && sent < end) {
                    LockSupport.parkNanos(due - sent);
                    sent = System.nanoTime();
                }
                if (sent >= end) {
                    return latencies;
                }
                request.check(connection, connection.send(bytes));
                latencies.recordValue(System.nanoTime() - (interval > 0 ? due : sent));
                due += interval;
            }
        }
    }

    private static Histogram histogram() {
        return new Histogram(60_000_000_000L, 3);
    }
}
