package org.meetingsgateway.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a Java process of its own, with the options that {@code deploy/run} uses. */
final class Child implements AutoCloseable {
    private final Process process;
    private final String ready;

    private Child(Process process, String ready) {
        this.process = process;
        this.ready = ready;
    }

    /**
     * Returns when it has printed a line that starts with {@code ready}.
     *
     * @param log where its standard error goes
     */
    static Child start(
            Jvm jvm, String classPath, String main, List<String> jvmOptions, Map<String, String> environment, Path log)
            throws IOException {
        var command = new ArrayList<>(jvm.command());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath, main));
        var builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GATEWAY_"));
        builder.environment().putAll(environment);
        var process = builder.start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line;
        while ((line = out.readLine()) != null) {
            if (line.startsWith("ready")) {
                return new Child(process, line);
            }
        }
        throw new IOException(main + " did not start; what it said is in " + log);
    }

    static String classPath(Path lib) {
        return lib + File.separator + "*";
    }

    /** The line that it printed when it was ready. */
    String ready() {
        return ready;
    }

    /** Where it listens, if its line says nothing else. */
    int port() {
        return Integer.parseInt(ready.substring("ready ".length()).strip());
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        end(process);
    }

    /** Asks it to end, and makes it where it does not. */
    static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
