package org.meetingsgateway.dist;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A real gateway in a process of its own, on an embedded PostgreSQL in a folder under {@code target}. */
final class GatewayProcess implements AutoCloseable {
    private static final long READY_SECONDS = 120;

    private final Process process;
    private final List<String> output;
    private final Path log;
    private final String api;
    private final String management;

    private GatewayProcess(Process process, List<String> output, Path log, String api, String management) {
        this.process = process;
        this.output = output;
        this.log = log;
        this.api = api;
        this.management = management;
    }

    /** Settings that every test gateway has: free ports, a known admin token, limits that are in nobody's way. */
    static Map<String, String> settings(Path dataDir) {
        Programs.into(dataDir);
        var settings = new LinkedHashMap<String, String>();
        settings.put("GATEWAY_PORT", "0");
        settings.put("GATEWAY_MANAGEMENT_PORT", "0");
        settings.put("GATEWAY_DATA_DIR", dataDir.toString());
        settings.put("GATEWAY_ADMIN_TOKEN", Api.ADMIN_TOKEN);
        settings.put("GATEWAY_LIMIT_CANONICAL", "1000000/60");
        settings.put("GATEWAY_LIMIT_MEETLOG", "1000000/60");
        settings.put("GATEWAY_LIMIT_MINUTEBASE", "1000000/3600");
        settings.put("GATEWAY_LIMIT_DESKTOP", "1000000/60");
        return settings;
    }

    /** Started and ready. */
    static GatewayProcess start(Map<String, String> settings, String... arguments) {
        try {
            var log = Files.createTempFile(Files.createDirectories(Path.of("target", "gateways")), "gateway", ".log");
            var process = launch(settings, log, arguments);
            var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            var output = new CopyOnWriteArrayList<String>();
            var ready = new java.util.concurrent.CompletableFuture<String>();
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                        output.add(line);
                        if (line.startsWith("ready ")) {
                            ready.complete(line);
                        }
                    }
                    ready.completeExceptionally(new IllegalStateException("it ended before it was ready"));
                } catch (IOException e) {
                    ready.completeExceptionally(e);
                }
            });
            try {
                var words = ready.get(READY_SECONDS, TimeUnit.SECONDS).split(" ");
                if (settings.containsKey("GATEWAY_DATA_DIR")) {
                    Programs.unpackedIn(Path.of(settings.get("GATEWAY_DATA_DIR")));
                }
                return new GatewayProcess(
                        process,
                        output,
                        log,
                        words[1].substring("api=".length()),
                        words[2].substring("management=".length()));
            } catch (Exception e) {
                process.destroyForcibly();
                throw new IllegalStateException("no gateway: " + output + "\n" + Files.readString(log), e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Started; standard error goes to {@code log}. */
    static Process launch(Map<String, String> settings, Path log, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
        if (Runtime.version().feature() >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow"); // as deploy/run does
        }
        command.add("-Dlogback.configurationFile=logback.xml");
        command.add("org.meetingsgateway.server.app.Main");
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GATEWAY_"));
        builder.environment().putAll(settings);
        return builder.start();
    }

    /**
     * Options for a Java that has only what that of the image has: what does not run with it here would not run there. It
     * starts more slowly.
     */
    static String javaOfTheImage() throws IOException {
        var listed = Pattern.compile("modules=\\(([^)]*)\\)").matcher(Files.readString(Path.of("../image/link-java")));
        if (!listed.find()) {
            throw new IllegalStateException("there is no list of modules");
        }
        return "--limit-modules=" + String.join(",", listed.group(1).strip().split("\\s+"));
    }

    String api() {
        return api;
    }

    String management() {
        return management;
    }

    List<String> output() {
        return output;
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** As SIGTERM; does not wait. */
    void terminate() {
        process.destroy();
    }

    /** Waits for the end. */
    int exitCode() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("it does not end:\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        terminate();
        exitCode();
    }
}
