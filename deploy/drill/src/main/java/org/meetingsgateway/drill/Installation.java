package org.meetingsgateway.drill;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Two gateways on one PostgreSQL, behind nginx and with Redis where these are installed. What was started is stopped, in whatever way the drill ends. */
final class Installation implements AutoCloseable {
    private static final String ADMIN_TOKEN = "drill-admin-token-that-nobody-else-has";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Path folder;
    private final Postgres postgres;
    private final @Nullable Daemon redis;
    private final @Nullable Daemon nginx;
    private final Map<String, String> settings = new HashMap<>();
    private final List<Replica> replicas;
    private final Tenant tenant;

    Installation() throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        folder = Files.createTempDirectory("meetings-drill");
        push(this::delete);
        postgres = push(new Postgres(folder.resolve("postgres")));
        var redisProgram = Daemon.find("redis-server");
        redis = redisProgram == null ? null : push(Daemon.redis(redisProgram, folder));
        settings.put("GATEWAY_DATA_DIR", folder.resolve("data").toString());
        settings.put("GATEWAY_ADMIN_TOKEN", ADMIN_TOKEN);
        settings.put("GATEWAY_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        settings.put("GATEWAY_DATABASE_URL", postgres.url());
        settings.put("GATEWAY_LIMIT_CANONICAL", "100000000/60");
        // As the compose file and the chart have it, but sooner over.
        settings.put("GATEWAY_DRAIN_SECONDS", "3");
        if (redis != null) {
            settings.put("GATEWAY_REDIS_URL", "redis://127.0.0.1:" + redis.port());
        }
        replicas = new ArrayList<>(both());
        var nginxProgram = Daemon.find("nginx");
        nginx = nginxProgram == null
                ? null
                : push(Daemon.nginx(
                        nginxProgram,
                        folder,
                        replicas.stream().map(Replica::address).toList()));
        tenant = Tenant.create(replicas.getFirst().api(), ADMIN_TOKEN, "drill");
    }

    private <T extends AutoCloseable> T push(T resource) {
        synchronized (open) {
            open.push(resource);
        }
        return resource;
    }

    /** At once, as that takes half the time. */
    private List<Replica> both() throws IOException {
        try (var threads = Executors.newFixedThreadPool(2)) {
            var starting = IntStream.range(0, 2)
                    .mapToObj(number -> threads.submit(() -> start(number, Daemon.freePort())))
                    .toList();
            var started = new ArrayList<Replica>();
            for (var each : starting) {
                started.add(each.get());
            }
            return started;
        } catch (ExecutionException | InterruptedException e) {
            throw new IOException("The gateways do not start", e);
        }
    }

    private Replica start(int number, int port) throws IOException {
        var own = new HashMap<>(settings);
        own.put("GATEWAY_PORT", String.valueOf(port));
        own.put("GATEWAY_MANAGEMENT_PORT", "0");
        return push(Replica.start(own, log(number)));
    }

    /** What both gateways warned of. */
    String warnings() throws IOException {
        var lines = new StringBuilder();
        for (int i = 0; i < replicas.size(); i++) {
            for (var line : Files.readAllLines(log(i))) {
                if (line.contains(" WARN ") || line.contains(" ERROR ")) {
                    lines.append("gateway-").append(i).append(": ").append(line).append('\n');
                }
            }
        }
        return lines.toString();
    }

    private Path log(int number) {
        return folder.resolve("gateway-" + number + ".log");
    }

    Postgres postgres() {
        return postgres;
    }

    @Nullable
    Daemon redis() {
        return redis;
    }

    @Nullable
    Daemon nginx() {
        return nginx;
    }

    Replica replica(int number) {
        return replicas.get(number);
    }

    Tenant tenant() {
        return tenant;
    }

    /** One that ended comes back, at the same address. */
    void restart(int number) throws IOException {
        replicas.set(number, start(number, replicas.get(number).address().getPort()));
    }

    /** What callers of the proxy call. */
    static URI url(Daemon proxy) {
        return URI.create("http://127.0.0.1:" + proxy.port());
    }

    @Override
    public void close() {
        synchronized (open) {
            while (!open.isEmpty()) {
                try {
                    open.pop().close();
                } catch (Exception e) {
                    System.err.println("could not be closed: " + e);
                }
            }
        }
    }

    private void delete() throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
