package org.meetingsgateway.drill;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A program of the system that listens on a port of loopback: nginx, or Redis. */
final class Daemon implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(10);
    private static final List<String> FOLDERS =
            List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin");

    private final List<String> command;
    private final Path log;
    private final int port;
    private Process process;

    private Daemon(List<String> command, Path log, int port) throws IOException, InterruptedException {
        this.command = command;
        this.log = log;
        this.port = port;
        this.process = launch();
    }

    /** Where a program is; null where it is not installed. */
    static @Nullable Path find(String program) {
        return FOLDERS.stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static Daemon redis(Path program, Path folder) throws IOException, InterruptedException {
        int port = freePort();
        return new Daemon(
                List.of(
                        program.toString(),
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(port),
                        "--save",
                        "",
                        "--dir",
                        folder.toString()),
                folder.resolve("redis.log"),
                port);
    }

    /** In front of these gateways, as {@code deploy/compose/proxy.conf} has it. */
    static Daemon nginx(Path program, Path folder, List<InetSocketAddress> gateways)
            throws IOException, InterruptedException {
        int port = freePort();
        var servers = new StringBuilder();
        gateways.forEach(each ->
                servers.append("server 127.0.0.1:").append(each.getPort()).append(" max_fails=3 fail_timeout=5s; "));
        var paths = new StringBuilder();
        Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .forEach(kind -> paths.append(kind)
                        .append("_temp_path ")
                        .append(folder.resolve(kind))
                        .append("; "));
        Files.writeString(
                folder.resolve("nginx.conf"), """
                worker_processes 1;
                pid %s;
                error_log stderr warn;
                events { worker_connections 4096; }
                http {
                  access_log off;
                  %s
                  upstream gateways { least_conn; %s keepalive 64; keepalive_timeout 60s; }
                  server {
                    listen 127.0.0.1:%d;
                    client_max_body_size 0;
                    location / {
                      proxy_pass http://gateways;
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                      proxy_set_header Host $http_host;
                      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                      proxy_connect_timeout 2s;
                      proxy_read_timeout 40s;
                      proxy_next_upstream error timeout;
                      proxy_next_upstream_tries 2;
                      proxy_max_temp_file_size 0;
                    }
                  }
                }
                """.formatted(folder.resolve("nginx.pid"), paths, servers, port));
        return new Daemon(
                List.of(
                        program.toString(),
                        "-p",
                        folder.toString(),
                        "-c",
                        folder.resolve("nginx.conf").toString(),
                        "-g",
                        "daemon off;"),
                folder.resolve("nginx.log"),
                port);
    }

    int port() {
        return port;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** The last errors that it logged, but for those that it could not connect to somebody, in a line each. */
    String errors() throws IOException {
        var errors = Files.readAllLines(log).stream()
                .filter(line -> line.contains("[error]") && !line.contains("Connection refused"))
                .toList();
        return String.join("\n", errors.subList(Math.max(0, errors.size() - 5), errors.size()));
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** On the same port. */
    void restart() throws IOException, InterruptedException {
        process = launch();
    }

    private Process launch() throws IOException, InterruptedException {
        var out = ProcessBuilder.Redirect.appendTo(log.toFile());
        var started = new ProcessBuilder(command)
                .redirectOutput(out)
                .redirectError(out)
                .start();
        boolean listens = Callers.await(START, () -> {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return true;
            }
        });
        if (!listens) {
            started.destroyForcibly();
            throw new IOException(command.getFirst() + " does not start; why is in " + log);
        }
        return started;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
