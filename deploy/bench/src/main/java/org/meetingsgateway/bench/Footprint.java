package org.meetingsgateway.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;

/** What the gateway takes of a machine: time until it is ready, memory without work, with many keys, and over a long time. */
final class Footprint {
    private static final int STARTS = 7;
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Servers servers;
    private final Options options;

    Footprint(Servers servers, Options options) {
        this.servers = servers;
        this.options = options;
    }

    void measure(PrintStream out) throws IOException, SQLException, InterruptedException {
        out.println(starts().print(options.markdown()));
        out.println(new ManyKeys(servers, servers.startHot("gateway-hot"), options.keys())
                .measure()
                .print(options.markdown()));
        out.println(new Soak(servers, options.connections(), options.soak())
                .measure()
                .print(options.markdown()));
    }

    /** On the database that the benchmark's own gateway has made and uses. */
    private Table starts() throws IOException, InterruptedException {
        var millis = new ArrayList<Double>();
        double resident = 0;
        double heap = 0;
        for (int i = 1; i <= STARTS; i++) {
            System.err.println("start " + i + " of " + STARTS);
            long began = System.nanoTime();
            try (var gateway = servers.startHot("gateway-started")) {
                millis.add((System.nanoTime() - began) / 1e6);
                if (i == STARTS) {
                    Thread.sleep(IDLE.toMillis());
                    var memory = new Memory(gateway.pid());
                    resident = memory.resident();
                    heap = memory.liveHeap();
                }
            }
        }
        var sorted = millis.stream().mapToDouble(m -> m).sorted().toArray();
        return new Table("on an existing database", "of %d starts".formatted(STARTS))
                .row("ready after ms, median", "%.0f".formatted(Measured.median(sorted)))
                .row("fastest", "%.0f".formatted(sorted[0]))
                .row("slowest", "%.0f".formatted(sorted[sorted.length - 1]))
                .row("RSS MB after 10 idle seconds", "%.0f".formatted(resident))
                .row("live heap MB then", "%.0f".formatted(heap));
    }
}
