package org.meetingsgateway.server.limits;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.meetingsgateway.server.config.Redis;
import org.meetingsgateway.server.config.Secret;

/** A real Redis on a free port, which keeps nothing. */
final class RedisServer implements AutoCloseable {
    static final String PASSWORD = "p+w/%";

    private final Process process;
    private final int port;

    private RedisServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static RedisServer start() {
        try {
            int port = freePort();
            var command =
                    new ArrayList<>(List.of("redis-server", "--bind", "127.0.0.1", "--port", String.valueOf(port)));
            command.addAll(List.of("--save", "", "--appendonly", "no", "--requirepass", PASSWORD));
            var server = new RedisServer(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start(),
                    port);
            server.awaitReady();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                new Socket("127.0.0.1", port).close();
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new UncheckedIOException("no Redis", e);
                }
            }
        }
    }

    /** As a gateway is configured for it, with more time than a busy machine needs. */
    Redis settings() {
        return settings(Duration.ofSeconds(5));
    }

    Redis settings(Duration timeout) {
        return new Redis(false, "127.0.0.1", port, null, new Secret(PASSWORD), 1, timeout);
    }

    /** It keeps its connections, but does nothing any more. */
    void suspend() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void resume() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("kill ended with " + code);
        }
    }

    static <T> T result(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
