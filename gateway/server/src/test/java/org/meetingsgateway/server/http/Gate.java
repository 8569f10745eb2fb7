package org.meetingsgateway.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.KeyCertOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Answers;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.server.limits.RateLimits;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.server.tracing.Tracing;
import org.meetingsgateway.spi.Address;

/** A gateway with fake surfaces on a free port: {@code modern}, which is strict, {@code legacy}, and {@code account}, which is old and has a host and a prefix per account. */
final class Gate implements AutoCloseable {
    /** Nobody has time. */
    static final ServerLimits QUICK = limits(Duration.ofMillis(300), ServerLimits.DEFAULT.inFlight());
    /** There is little room. */
    static final ServerLimits NARROW = limits(Duration.ofMinutes(1), 2);

    /** Callers are waited for, but only little is held for them. */
    static final ServerLimits PATIENT = limits(Duration.ofMinutes(1), 2, Duration.ofMinutes(1));

    /** Of large answers two are held. */
    static final ServerLimits ROOMY =
            limits(Duration.ofMinutes(1), 20, Duration.ofMinutes(1), 3L * FakeSurface.LARGE.length());

    private static ServerLimits limits(Duration patience, int inFlight) {
        return limits(patience, inFlight, Duration.ofMillis(300));
    }

    private static ServerLimits limits(Duration patience, int inFlight, Duration hurry) {
        return limits(patience, inFlight, hurry, 1 << 20);
    }

    private static ServerLimits limits(Duration patience, int inFlight, Duration hurry, long heldBytes) {
        return new ServerLimits(
                patience,
                patience,
                patience,
                patience,
                Duration.ofMinutes(1),
                Duration.ofMillis(300),
                Duration.ofSeconds(5),
                hurry,
                inFlight,
                20,
                heldBytes,
                2_000,
                4_000);
    }

    final Metrics metrics = new Metrics();
    final Vertx vertx = metrics.vertx(new VertxOptions().setEventLoopPoolSize(2).setPreferNativeTransport(true));
    final GatewayServer server;
    final int port;

    Gate(ServerLimits limits) {
        this(limits, new Origins(null, List.of()));
    }

    Gate(ServerLimits limits, Origins origins) {
        this(limits, origins, false);
    }

    Gate(ServerLimits limits, Origins origins, boolean requiresHttps) {
        this(limits, origins, requiresHttps, null);
    }

    /** @param certificate null: plain HTTP */
    Gate(ServerLimits limits, Origins origins, boolean requiresHttps, @Nullable KeyCertOptions certificate) {
        var modern = new FakeSurface(
                "modern", new Address(Set.of(), "", Set.of("/modern", "/api")), true, false, true, false);
        var legacy = new FakeSurface(
                "legacy",
                new Address(Set.of("legacy.test", "*.legacy.test"), "/legacy", Set.of("/api/things")),
                false,
                true,
                false,
                false);
        var account = new FakeSurface(
                "account",
                new Address(Set.of("account.test", ":account.account.test"), "/accounts/:account", Set.of()),
                false,
                true,
                true,
                true);
        var minute = List.of(new RateLimits.Window(3, 600));
        var limited = Map.of(
                "modern", minute, "legacy", minute, "account", minute, "rare", List.of(new RateLimits.Window(1, 600)));
        var nothing = new Answers().build();
        var site = new Site(
                List.of(
                        new Mount(modern, Gate::authenticate),
                        new Mount(legacy, Gate::authenticate),
                        new Mount(account, Gate::authenticate)),
                Map.of(
                        "mapped.test", "legacy",
                        "alias.test", "account",
                        "*.alias.test", "account",
                        "*.mapped.test", "legacy"),
                origins,
                requiresHttps,
                new Backend(
                        nothing,
                        (principal, key, fingerprint, effect) ->
                                effect.apply(nothing).map(response -> response.with("X-Once", key + " " + fingerprint)),
                        new RateLimits(limited, 1_000, System::nanoTime, Clock.systemUTC()),
                        null));
        server = new GatewayServer(
                vertx,
                site,
                limits,
                metrics,
                Tracing.off(),
                new StoreProbe(Future::succeededFuture, Future::succeededFuture));
        port = await(server.start("127.0.0.1", 0, 2, certificate));
    }

    /** {@code <anything>-<person>-<scope>+<scope>}. */
    private static Future<Caller> authenticate(@Nullable String credential) {
        if (credential == null) {
            return Future.failedFuture(new Problem.Unauthenticated(Problem.Unauthenticated.Reason.MISSING));
        }
        var parts = credential.split("-", -1);
        if (parts.length != 3) {
            return Future.failedFuture(new Problem.Unauthenticated(Problem.Unauthenticated.Reason.INVALID));
        }
        var scopes = Set.of(parts[2].split("\\+", -1));
        return Future.succeededFuture(new Caller(
                new Principal(new UUID(0, 1), "acme", new UUID(0, 2), parts[1], scopes, Principal.View.PERMITTED),
                null));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static String key(String person, String scopes) {
        return "Authorization: Bearer k-" + person + "-" + scopes;
    }

    RawClient connect() {
        return new RawClient(port);
    }

    /** The answer to one request with these header lines. */
    String ask(String line, String... headers) {
        return askRaw(request(line, headers));
    }

    String askRaw(String bytes) {
        try (var client = connect()) {
            return client.send(bytes).answer();
        }
    }

    static String request(String line, String... headers) {
        var lines = new StringBuilder(line).append(" HTTP/1.1\r\nHost: gateway.test\r\n");
        for (var header : headers) {
            lines.append(header).append("\r\n");
        }
        return lines.append("\r\n").toString();
    }

    static int status(String answer) {
        assertThat(answer).startsWith("HTTP/1.");
        return Integer.parseInt(answer.substring(9, 12));
    }

    @Override
    public void close() {
        await(vertx.close());
        metrics.close();
    }
}
