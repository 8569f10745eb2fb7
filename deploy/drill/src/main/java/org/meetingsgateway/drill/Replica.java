package org.meetingsgateway.drill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A gateway in a process of its own, with the options that {@code deploy/run} uses. */
final class Replica implements AutoCloseable {
    /** Where the gateway's jars are. */
    static final String LIB = "drill.lib";

    /** Where their AOT cache is, which {@code deploy/aot-cache} makes; empty where there is none. */
    private static final String AOT_CACHE = "drill.aot";

    private static final int STOP_SECONDS = 60;

    private final Process process;
    private final URI api;
    private final URI management;

    private Replica(Process process, URI api, URI management) {
        this.process = process;
        this.api = api;
        this.management = management;
    }

    /** Returns when it is ready. */
    static Replica start(Map<String, String> settings, Path log) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED"));
        if (Runtime.version().feature() >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of(
                "-XX:+UseG1GC",
                "-Xms48m",
                "-Xmx512m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:disable",
                "-Xlog:all=warning:stderr"));
        var cache = System.getProperty(AOT_CACHE, "");
        if (!cache.isEmpty()) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(List.of("-cp", System.getProperty(LIB) + "/*", "org.meetingsgateway.server.app.Main"));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("GATEWAY_"));
        builder.environment().putAll(settings);
        var process = builder.start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("ready ")) {
                var words = line.split(" ", -1);
                return new Replica(process, uri(words[1]), uri(words[2]));
            }
        }
        throw new IOException("A gateway did not start: " + end(log));
    }

    private static String end(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    private static URI uri(String word) {
        return URI.create(word.substring(word.indexOf('=') + 1));
    }

    URI api() {
        return api;
    }

    URI management() {
        return management;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(api.getHost(), api.getPort());
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
    }

    /** SIGTERM; returns the exit code, or −1 where it did not end within a minute. */
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @Override
    public void close() {
        try {
            if (stop() < 0) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
