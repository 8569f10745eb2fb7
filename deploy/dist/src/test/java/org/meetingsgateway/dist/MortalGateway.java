package org.meetingsgateway.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A gateway that is killed and comes back: on the same data, at the same address. */
final class MortalGateway implements AutoCloseable {
    private static final int STARTS = 3;

    private final Path data;
    private final Map<String, String> settings;
    private volatile CompletableFuture<GatewayProcess> running;

    MortalGateway(Path data) {
        this(data, Map.of());
    }

    /** @param others settings that it has besides those of all test gateways */
    MortalGateway(Path data, Map<String, String> others) {
        this.data = data;
        this.settings = GatewayProcess.settings(data);
        settings.putAll(others);
        this.running = CompletableFuture.completedFuture(GatewayProcess.start(settings));
        settings.put("GATEWAY_PORT", String.valueOf(URI.create(running().api()).getPort()));
    }

    /** Waits for it where it is being started. */
    GatewayProcess running() {
        try {
            return running.get(90, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the gateway does not come back", e);
        }
    }

    /** {@code kill -9}, and a new start. */
    void killAndRestart() {
        restart(GatewayProcess::kill);
    }

    /** SIGTERM, and a new start. */
    void restart() {
        restart(GatewayProcess::close);
    }

    private void restart(Consumer<GatewayProcess> end) {
        var next = new CompletableFuture<GatewayProcess>();
        var ended = running();
        running = next;
        try {
            end.accept(ended);
            next.complete(started(STARTS));
        } catch (RuntimeException e) {
            next.completeExceptionally(e);
            throw e;
        }
    }

    /** Again where it ends at once, as whatever looks after processes does. */
    private GatewayProcess started(int times) {
        try {
            return GatewayProcess.start(settings);
        } catch (IllegalStateException e) {
            if (times == 1) {
                throw e;
            }
            return started(times - 1);
        }
    }

    /** Ends all connections of the database, as {@code pg_terminate_backend} does. Returns how many there were. */
    long cutDatabase() {
        try {
            var pid = Files.readAllLines(data.resolve("postgres/data/postmaster.pid"))
                    .getFirst();
            return ProcessHandle.of(Long.parseLong(pid))
                    .orElseThrow()
                    .children()
                    .filter(MortalGateway::servesAClient)
                    .filter(ProcessHandle::destroy)
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Linux has its title as the command line: {@code postgres: user database 127.0.0.1(port) idle}. */
    private static boolean servesAClient(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"))
                    .contains(" 127.0.0.1(");
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    @Override
    public void close() {
        running().close();
    }
}
