package org.meetingsgateway.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The same load for a long time: whether a request allocates more, or the heap and the process have more, at the end. */
final class Soak {
    private static final int PARTS = 10;
    private static final double PER_SECOND = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Pattern ALLOCATED =
            Pattern.compile("(?m)^jvm_gc_memory_allocated_bytes_total(?:\\{[^}]*})? ([0-9.Ee+]+)$");

    private final Servers servers;
    private final int connections;
    private final int seconds;

    /** @param seconds at least ten */
    Soak(Servers servers, int connections, int seconds) {
        this.servers = servers;
        this.connections = connections;
        this.seconds = seconds;
    }

    Table measure() throws IOException, SQLException, InterruptedException {
        var tenant = servers.fill(List.of(Options.SMALL)).getFirst().tenant();
        var api = URI.create(servers.apiUrl());
        var text = Request.get(Listing.CANONICAL.path(tenant.slug()), tenant.authorization(Listing.CANONICAL));
        var plain = new Request(api.getHost(), api.getPort(), text, 0);
        var request = new Request(api.getHost(), api.getPort(), text, 200, ByteBuffer.wrap(Servers.body(plain)));
        var memory = new Memory(servers.gateway().pid());
        new Load(request, connections).atRate(PER_SECOND, WARM_UP);
        var table = new Table(
                "%.0f lists of 50 a second for %d s".formatted(PER_SECOND, seconds),
                "KB allocated a request",
                "p50 ms",
                "p99 ms",
                "live heap MB",
                "RSS MB");
        memory.liveHeap();
        for (int part = 1; part <= PARTS; part++) {
            System.err.println("soak: " + part + " of " + PARTS);
            double before = allocated();
            var answered = new Load(request, connections).atRate(PER_SECOND, Duration.ofSeconds(seconds / PARTS));
            // A collection tells what was allocated since the one before it.
            double heap = memory.liveHeap();
            table.row(
                    "%d s".formatted(seconds / PARTS * part),
                    "%.0f"
                            .formatted((allocated() - before)
                                    / answered.latencies().getTotalCount()
                                    / 1e3),
                    "%.1f".formatted(answered.millisAt(50)),
                    "%.1f".formatted(answered.millisAt(99)),
                    "%.0f".formatted(heap),
                    "%.0f".formatted(memory.resident()));
        }
        return table;
    }

    private double allocated() throws IOException, InterruptedException {
        var url = URI.create(Servers.url(servers.gateway(), "management") + "/metrics");
        try (var http = HttpClient.newHttpClient()) {
            var metrics = http.send(
                    HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
            var found = ALLOCATED.matcher(metrics.body());
            if (!found.find()) {
                throw new IOException("no allocated bytes in " + url);
            }
            return Double.parseDouble(found.group(1));
        }
    }
}
