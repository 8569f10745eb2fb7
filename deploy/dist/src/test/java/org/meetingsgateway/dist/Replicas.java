package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meetingsgateway.server.config.DataDir;
import org.meetingsgateway.server.store.embedded.EmbeddedPostgres;

/** Two replicas of one gateway, on one PostgreSQL that outlives them. They may call this machine. */
final class Replicas implements AutoCloseable {
    private static final class Started {
        static final Replicas REPLICAS = started();

        private static Replicas started() {
            var replicas = new Replicas();
            Runtime.getRuntime().addShutdownHook(new Thread(replicas::close));
            return replicas;
        }
    }

    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final Map<String, String> settings;
    private final List<GatewayProcess> running = new ArrayList<>();

    Replicas() {
        this(Map.of());
    }

    /** @param others settings that they have besides those of all test gateways */
    Replicas(Map<String, String> others) {
        try {
            folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "replicas")), "run")
                    .toAbsolutePath();
            postgres = EmbeddedPostgres.start(DataDir.open(folder.resolve("postgres")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var database = postgres.database();
        settings = GatewayProcess.settings(folder.resolve("data"));
        settings.put("GATEWAY_UPSTREAM_ALLOW", "127.0.0.0/8");
        settings.put("GATEWAY_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        settings.put(
                "GATEWAY_DATABASE_URL",
                "postgresql://" + database.user() + ":" + database.password().value() + "@127.0.0.1:" + database.port()
                        + "/" + database.name());
        settings.putAll(others);
        running.add(GatewayProcess.start(settings));
        running.add(GatewayProcess.start(settings));
    }

    /** Stops a replica, which must end well, and starts it again where it was. */
    GatewayProcess restart(GatewayProcess replica) {
        replica.terminate();
        assertThat(replica.exitCode()).isZero();
        var again = new LinkedHashMap<>(settings);
        again.put("GATEWAY_PORT", String.valueOf(URI.create(replica.api()).getPort()));
        var started = GatewayProcess.start(again);
        running.set(running.indexOf(replica), started);
        return started;
    }

    /** One more, which whoever asks for it stops. */
    GatewayProcess another(Map<String, String> others) {
        var all = new LinkedHashMap<>(settings);
        all.putAll(others);
        return GatewayProcess.start(all);
    }

    /** For all tests that stop none of them; started on first use, end with the JVM. */
    static Replicas get() {
        return Started.REPLICAS;
    }

    GatewayProcess first() {
        return running.getFirst();
    }

    GatewayProcess last() {
        return running.getLast();
    }

    @Override
    public void close() {
        running.forEach(GatewayProcess::close);
        try (var files = Files.walk(folder)) {
            postgres.close();
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
