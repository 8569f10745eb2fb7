package org.meetingsgateway.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.meetingsgateway.tck.TestCertificate;

/** A real Redis on one port, which keeps nothing; it can be killed and come back. */
final class RedisProcess implements AutoCloseable {
    private static final String PASSWORD = "a-password-of-redis";

    private final int port = freePort();
    private final List<String> listens;
    private Process process;

    RedisProcess() {
        this(List.of());
    }

    /** With options for TLS; without any it speaks plainly. */
    private RedisProcess(List<String> tls) {
        listens = new ArrayList<>(List.of(tls.isEmpty() ? "--port" : "--tls-port", String.valueOf(port)));
        listens.addAll(tls);
        process = start(listens);
        Wait.until("Redis is ready", this::answers);
    }

    /** One that speaks TLS only, also on 127.0.0.2, with a certificate that is written to {@code folder}. */
    static RedisProcess withTls(TestCertificate certificate, Path folder) {
        var file = folder.resolve("redis.crt");
        var key = folder.resolve("redis.key");
        certificate.write(file, key);
        return new RedisProcess(List.of(
                "--port",
                "0",
                "--bind",
                "127.0.0.1",
                "127.0.0.2",
                "--tls-cert-file",
                file.toString(),
                "--tls-key-file",
                key.toString(),
                "--tls-ca-cert-file",
                file.toString(),
                "--tls-auth-clients",
                "no"));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process start(List<String> listens) {
        var command = new ArrayList<>(List.of("redis-server", "--bind", "127.0.0.1"));
        command.addAll(listens);
        command.addAll(List.of("--save", "", "--requirepass", PASSWORD));
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Redis has ended");
        }
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    String url() {
        return "redis://" + authority();
    }

    /** Of one with TLS. */
    String tlsUrl() {
        return "rediss://" + authority();
    }

    private String authority() {
        return ":" + PASSWORD + "@127.0.0.1:" + port;
    }

    static String password() {
        return PASSWORD;
    }

    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void comeBack() {
        process = start(listens);
        Wait.until("Redis is back", this::answers);
    }

    @Override
    public void close() {
        kill();
    }
}
