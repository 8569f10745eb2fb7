package org.meetingsgateway.server.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** What the build wrote in of itself. */
final class Version {
    private Version() {}

    /** For the operator: {@code meetings-gateway 1.0.0 (commit 0123abc, Java 25.0.1)}. */
    static String line() {
        var built = built();
        return "meetings-gateway " + built.getProperty("version") + " (commit " + built.getProperty("commit")
                + ", Java " + Runtime.version() + ")";
    }

    /** The version alone. */
    static String current() {
        return built().getProperty("version");
    }

    private static Properties built() {
        var properties = new Properties();
        try (var file = Version.class.getResourceAsStream("version.properties")) {
            properties.load(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
