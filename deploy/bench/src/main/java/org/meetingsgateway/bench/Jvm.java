package org.meetingsgateway.bench;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What a Java process is started with.
 *
 * @param home of the JDK
 * @param feature its version: 25
 * @param isPinned whether the process has one processor only, the first one
 * @param aotCache of the gateway for this JDK, which {@code deploy/aot-cache} makes; empty where there is none
 */
record Jvm(Path home, int feature, boolean isPinned, String aotCache) {
    /** The one that the benchmark runs on, with every processor. */
    static Jvm own() {
        return new Jvm(
                Path.of(System.getProperty("java.home")),
                Runtime.version().feature(),
                false,
                System.getProperty("bench.aot", ""));
    }

    /** @throws IOException where there is no JDK */
    static Jvm in(Path home) throws IOException {
        var release = new Properties();
        release.load(new StringReader(Files.readString(home.resolve("release"))));
        var version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        try {
            return new Jvm(home, Runtime.Version.parse(version).feature(), false, "");
        } catch (IllegalArgumentException e) {
            throw new IOException(home + " is no JDK: its version is \"" + version + "\"", e);
        }
    }

    Jvm pinned() {
        return new Jvm(home, feature, true, aotCache);
    }

    /** The command, and the options that {@code deploy/run} gives to this version. */
    List<String> command() {
        var command = new ArrayList<String>();
        if (isPinned) {
            command.addAll(List.of("taskset", "-c", "0"));
        }
        command.addAll(List.of(home.resolve("bin/java").toString(), "--enable-native-access=ALL-UNNAMED"));
        if (feature >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-XX:+UseG1GC", "-Xmx512m", "-XX:+ExitOnOutOfMemoryError"));
        return command;
    }

    /** More options that {@code deploy/run} gives, which only a gateway can use. */
    List<String> gatewayOptions() {
        var options = new ArrayList<>(List.of("-Xms48m", "-Xlog:disable", "-Xlog:all=warning:stderr"));
        if (!aotCache.isEmpty()) {
            options.add("-XX:AOTCache=" + aotCache);
        }
        return options;
    }
}
