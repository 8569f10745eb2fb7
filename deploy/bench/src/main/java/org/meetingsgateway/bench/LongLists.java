package org.meetingsgateway.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;

/**
 * The list of 100 recordings with 1 000 segments each, read by several clients at once, fast and slowly: when its first byte
 * comes, how fast the rest does, and how much memory the gateway needs meanwhile. Every answer has the bytes of the first one,
 * which is looked at.
 */
final class LongLists {
    private static final int RECORDINGS = 100;
    private static final int SEGMENTS = 1_000;
    private static final int WARM_UP = 10;

    /** Of a client that reads slowly: 2 MB a second. */
    private static final int SIP = 1 << 15;

    private static final long PAUSE_MILLIS = 16;

    /** How clients read, and how many answers there are together. */
    private enum Readers {
        ONE("1 client", 1, 5, false),
        FAST("8 clients", 8, 24, false),
        SLOW("32 clients that read 2 MB/s", 32, 32, true);

        private final String label;
        private final int clients;
        private final int answers;
        private final boolean slow;

        Readers(String label, int clients, int answers, boolean slow) {
            this.label = label;
            this.clients = clients;
            this.answers = answers;
            this.slow = slow;
        }
    }

    /** One answer: what its bytes are, and when they came. */
    private record Read(long bytes, long checksum, double firstMillis) {}

    private final Servers servers;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    LongLists(Servers servers) {
        this.servers = servers;
    }

    Table measure() throws IOException, SQLException, InterruptedException {
        System.err.println("lists of recordings");
        var tenant = Tenant.prepare(servers.admin(), "recordings");
        fill(tenant);
        var request = HttpRequest.newBuilder(URI.create(servers.apiUrl() + Recordings.PATH + "?limit=" + RECORDINGS))
                .header("Authorization", "Bearer " + tenant.desktopKey())
                .timeout(Duration.ofMinutes(2))
                .build();
        var expected = checked(request);
        for (int i = 0; i < WARM_UP; i++) {
            same(read(request, false), expected);
        }
        var memory = new Memory(servers.gatewayPid());
        var table = new Table(
                "list of 100 recordings with 1,000 segments each: %.1f MB".formatted(expected.bytes() / 1e6),
                "first byte p50 ms",
                "max ms",
                "MB/s",
                "live heap MB",
                "RSS MB");
        table.row("nobody reads", "", "", "", "%.0f".formatted(memory.liveHeap()), "%.0f".formatted(memory.resident()));
        for (var readers : Readers.values()) {
            measure(readers, request, expected, memory, table);
        }
        return table;
    }

    private void measure(Readers readers, HttpRequest request, Read expected, Memory memory, Table table)
            throws IOException, InterruptedException {
        System.err.println("lists of recordings: " + readers.label);
        var first = new ArrayList<Double>();
        double heap = 0;
        double resident = 0;
        long start = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(readers.clients)) {
            var running = new ArrayList<Future<Read>>();
            for (int i = 0; i < readers.answers; i++) {
                running.add(threads.submit(() -> read(request, readers.slow)));
            }
            while (!running.stream().allMatch(Future::isDone)) {
                Thread.sleep(500);
                resident = Math.max(resident, memory.resident());
                // Looking at it makes the gateway collect its garbage, so only where there is time between.
                heap = readers.slow ? Math.max(heap, memory.liveHeap()) : heap;
            }
            for (var each : running) {
                same(each.get(), expected);
                first.add(each.get().firstMillis());
            }
        } catch (ExecutionException e) {
            throw new IOException("a list of recordings was not read: " + e.getCause(), e);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        table.row(
                readers.label,
                "%.1f"
                        .formatted(Measured.median(
                                first.stream().mapToDouble(f -> f).toArray())),
                "%.1f".formatted(first.stream().mapToDouble(f -> f).max().orElse(0)),
                "%.0f".formatted(expected.bytes() * readers.answers / seconds / 1e6),
                readers.slow ? "%.0f".formatted(heap) : "",
                "%.0f".formatted(resident));
    }

    private void fill(Tenant tenant) throws IOException, SQLException, InterruptedException {
        var recordings = Recordings.of(servers, tenant);
        try (var dataset = Dataset.connect(servers.database())) {
            for (int i = recordings.count(); i < RECORDINGS; i++) {
                dataset.fillSegments(tenant, UUID.fromString(recordings.create()), SEGMENTS);
            }
        }
    }

    /** Reads it and looks at all of it. */
    private Read checked(HttpRequest request) throws IOException, InterruptedException {
        var whole = new ByteArrayOutputStream();
        var read = read(request, false, whole);
        var list = new JsonObject(Buffer.buffer(whole.toByteArray()));
        var results = list.getJsonArray("results");
        if (list.getInteger("count") != RECORDINGS || results.size() != RECORDINGS) {
            throw new IOException("the list has " + results.size() + " of " + list.getInteger("count")
                    + " recordings instead of " + RECORDINGS + ": use another --data folder");
        }
        for (int i = 0; i < RECORDINGS; i++) {
            Recordings.check(results.getJsonObject(i), SEGMENTS);
        }
        return read;
    }

    private static void same(Read read, Read expected) throws IOException {
        if (read.bytes() != expected.bytes() || read.checksum() != expected.checksum()) {
            throw new IOException("a list has other bytes than the first: " + read + " instead of " + expected);
        }
    }

    private Read read(HttpRequest request, boolean slowly) throws IOException, InterruptedException {
        return read(request, slowly, OutputStream.nullOutputStream());
    }

    private Read read(HttpRequest request, boolean slowly, OutputStream copy) throws IOException, InterruptedException {
        var checksum = new CRC32();
        var buffer = new byte[SIP];
        long bytes = 0;
        long sent = System.nanoTime();
        long first = 0;
        var response = http.send(request, BodyHandlers.ofInputStream());
        try (var body = response.body()) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                first = bytes == 0 ? System.nanoTime() : first;
                bytes += n;
                checksum.update(buffer, 0, n);
                copy.write(buffer, 0, n);
                if (slowly) {
                    Thread.sleep(PAUSE_MILLIS * n / SIP);
                }
            }
        }
        if (response.statusCode() != 200) {
            throw new IOException("a list of recordings was answered " + response.statusCode());
        }
        return new Read(bytes, checksum.getValue(), (first - sent) / 1e6);
    }
}
