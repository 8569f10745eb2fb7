package org.meetingsgateway.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Keeps callers away from the processors of what they call: else a burst of requests takes from what serves them. */
final class Processors {
    /** As {@code taskset} lists them; empty where there is only one. */
    private static final String CALLERS = System.getProperty("drill.callers", "");

    private static final String SERVERS = System.getProperty("drill.servers", "");

    private Processors() {}

    /** Moves the thread that calls this to those of callers. */
    static void toCallers() throws IOException {
        moveTo(CALLERS);
    }

    /** And back: what it starts later is no caller. */
    static void toServers() throws IOException {
        moveTo(SERVERS);
    }

    private static void moveTo(String processors) throws IOException {
        if (processors.isEmpty()) {
            return;
        }
        var thread = Objects.requireNonNull(
                Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName());
        var process = new ProcessBuilder("taskset", "-c", "-p", processors, thread.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("A thread cannot be moved to the processors " + processors);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
