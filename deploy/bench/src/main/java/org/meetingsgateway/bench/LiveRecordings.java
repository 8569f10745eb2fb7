package org.meetingsgateway.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Recordings that are live at once, each with a connection of its own and one append of 20 segments a second. An append
 * counts from when it was due. What was appended is read back at the end, each segment once and in order.
 */
final class LiveRecordings {
    private static final int RECORDINGS = 200;
    private static final int SEGMENTS = 20;
    private static final int WARM_UP = 15;
    private static final int SECONDS = 30;

    private final Servers servers;

    LiveRecordings(Servers servers) {
        this.servers = servers;
    }

    Table measure() throws IOException, InterruptedException {
        var tenant = Tenant.prepare(servers.admin(), "live");
        var table = new Table(
                RECORDINGS + " live recordings, 20 segments a second each",
                "appends/s",
                "p50 ms",
                "p99 ms",
                "max ms",
                "errors",
                "gateway µs CPU",
                "PostgreSQL µs CPU");
        for (var style : AppendStyle.values()) {
            System.err.println("live recordings: " + style.label());
            run(tenant, style, WARM_UP);
            var gateway = Cpu.of(servers.gatewayPid());
            var postgres = Cpu.ofFamily(servers.postgresPid());
            var latencies = run(tenant, style, SECONDS);
            long appends = latencies.getTotalCount();
            table.row(
                    style.label(),
                    "%.0f".formatted((double) appends / SECONDS),
                    "%.1f".formatted(latencies.getValueAtPercentile(50) / 1e6),
                    "%.1f".formatted(latencies.getValueAtPercentile(99) / 1e6),
                    "%.1f".formatted(latencies.getMaxValue() / 1e6),
                    // One ends the measurement.
                    "0",
                    micros(gateway, Cpu.of(servers.gatewayPid()), appends),
                    micros(postgres, Cpu.ofFamily(servers.postgresPid()), appends));
        }
        return table;
    }

    private static String micros(OptionalDouble before, OptionalDouble after, long appends) {
        return before.isEmpty() || after.isEmpty()
                ? "–"
                : "%.0f".formatted((after.getAsDouble() - before.getAsDouble()) * 1e6 / appends);
    }

    private Histogram run(Tenant tenant, AppendStyle style, int seconds) throws IOException, InterruptedException {
        var recordings = Recordings.of(servers, tenant);
        var ids = new ArrayList<String>();
        for (int i = 0; i < RECORDINGS; i++) {
            ids.add(recordings.create());
        }
        var all = new Histogram(60_000_000_000L, 3);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            var running = new ArrayList<Future<Histogram>>();
            for (int i = 0; i < RECORDINGS; i++) {
                var id = ids.get(i);
                // They do not all append in the same moment.
                long first = start + TimeUnit.SECONDS.toNanos(1) * i / RECORDINGS;
                running.add(threads.submit(() -> live(tenant, style, id, first, seconds)));
            }
            for (var each : running) {
                all.add(each.get());
            }
        } catch (ExecutionException e) {
            throw new IOException("a live recording ended: " + e.getCause(), e);
        }
        for (var id : ids) {
            Recordings.check(recordings.get(id), seconds * SEGMENTS);
        }
        return all;
    }

    private Histogram live(Tenant tenant, AppendStyle style, String id, long first, int seconds) throws IOException {
        var latencies = new Histogram(60_000_000_000L, 3);
        var api = URI.create(servers.apiUrl());
        var beginning = style.beginning(id);
        try (var connection = new HttpConnection(api.getHost(), api.getPort())) {
            for (int i = 0; i < seconds; i++) {
                var request = style.request(style.credential(tenant), id, i * SEGMENTS, SEGMENTS);
                long due = first + TimeUnit.SECONDS.toNanos(i);
                for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                    LockSupport.parkNanos(due - now);
                }
                var answer = connection.send(request);
                latencies.recordValue(System.nanoTime() - due);
                if (answer.status() != 200 || !connection.starts(answer, beginning)) {
                    throw new IOException("an append was answered " + answer.status());
                }
            }
        }
        return latencies;
    }
}
