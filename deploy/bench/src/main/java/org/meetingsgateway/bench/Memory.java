package org.meetingsgateway.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** How much memory a Java process has, in MB. Needs a JDK, and Linux for what is resident. */
record Memory(long pid) {
    private static final Pattern USED = Pattern.compile("used ([0-9]+)K");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+([0-9]+) kB");

    /** What of its heap is in use after a full collection, which this makes. */
    double liveHeap() throws IOException, InterruptedException {
        jcmd("GC.run");
        return megabytes(USED, jcmd("GC.heap_info"));
    }

    /** What the whole process has in the machine's memory. */
    double resident() throws IOException {
        return megabytes(RESIDENT, Files.readString(Path.of("/proc", Long.toString(pid), "status")));
    }

    private static double megabytes(Pattern pattern, String text) throws IOException {
        var found = pattern.matcher(text);
        if (!found.find()) {
            throw new IOException("no " + pattern + " in " + text);
        }
        return Long.parseLong(found.group(1)) * 1024 / 1e6;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
        return said;
    }
}
