package org.meetingsgateway.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real nginx before two gateways, with the configuration of the compose file. */
final class NginxProcess implements AutoCloseable {
    private static final Path CONFIGURATION = Path.of("../compose/proxy.conf");

    private final Process process;
    private final Path log;
    private final int port;

    private NginxProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** @param folder for its configuration and what it writes */
    static NginxProcess start(Path folder, GatewayProcess one, GatewayProcess other) {
        try {
            int port = freePort();
            var configuration = Files.readString(CONFIGURATION)
                    .replaceFirst("(?m)^pid .*$", "pid " + folder.resolve("nginx.pid") + ";")
                    .replaceFirst("listen 8080;", "listen 127.0.0.1:" + port + ";")
                    .replace("gateway-1:8080", URI.create(one.api()).getAuthority())
                    .replace("gateway-2:8080", URI.create(other.api()).getAuthority());
            var file = Files.writeString(folder.resolve("nginx.conf"), configuration);
            var log = folder.resolve("nginx.log");
            var process = new ProcessBuilder("/usr/sbin/nginx", "-c", file.toString(), "-g", "daemon off;")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            var nginx = new NginxProcess(process, log, port);
            Wait.until("nginx is ready", nginx::accepts);
            return nginx;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private boolean accepts() {
        if (!process.isAlive()) {
            throw new IllegalStateException("nginx has ended: " + log());
        }
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
