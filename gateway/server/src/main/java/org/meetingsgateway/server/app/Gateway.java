package org.meetingsgateway.server.app;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.crypto.SecretKey;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.server.config.Config;
import org.meetingsgateway.server.config.DataDir;
import org.meetingsgateway.server.config.Database;
import org.meetingsgateway.server.config.Secret;
import org.meetingsgateway.server.http.GatewayServer;
import org.meetingsgateway.server.http.ManagementServer;
import org.meetingsgateway.server.http.Readiness;
import org.meetingsgateway.server.http.ServerLimits;
import org.meetingsgateway.server.http.StoreProbe;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.server.metrics.SpanMetrics;
import org.meetingsgateway.server.metrics.TlsMetrics;
import org.meetingsgateway.server.store.Migrations;
import org.meetingsgateway.server.store.QueryRoles;
import org.meetingsgateway.server.store.Store;
import org.meetingsgateway.server.store.embedded.EmbeddedPostgres;
import org.meetingsgateway.server.tls.CertificateWatch;
import org.meetingsgateway.server.tls.ServerCertificate;
import org.meetingsgateway.server.tls.UnfitCertificate;
import org.meetingsgateway.server.tracing.Export;
import org.meetingsgateway.server.tracing.SpanCounts;
import org.meetingsgateway.server.tracing.Tracing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A gateway that runs. Starts everything in order, and stops it in the opposite one. Blocks: for the main thread. */
final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(5);

    /** Requests in flight may take 30 s; with everything else a stop is over within 45 s. */
    private static final Duration DRAIN = Duration.ofSeconds(33);

    /** Sockets to a database that is away do not close in an orderly way; they end with the process. */
    private static final Duration LET_GO = Duration.ofSeconds(2);

    private static final long AGAIN_MS = 200;

    private static final long HOUSEKEEPING_MS = Duration.ofHours(1).toMillis();

    /** One thing to undo. */
    private interface Undo {
        void run() throws IOException, StartFailure;
    }

    private final Deque<Undo> started = new ArrayDeque<>();
    private final Config config;
    private final BooleanSupplier unwanted;
    private final Clock clock = Clock.systemUTC();
    private String apiUrl = "";
    private String managementUrl = "";
    private Secret adminToken = new Secret("");
    private @Nullable Secret newAdminToken;

    private Gateway(Config config, BooleanSupplier unwanted) {
        this.config = config;
        this.unwanted = unwanted;
    }

    /**
     * Returns when it accepts traffic.
     *
     * @param unwanted whether a stop was asked for in the meantime: then what was started is stopped, and this fails
     */
    static Gateway start(Config config, BooleanSupplier unwanted) throws StartFailure {
        var gateway = new Gateway(config, unwanted);
        try {
            gateway.start();
            return gateway;
        } catch (StartFailure | RuntimeException e) {
            gateway.stop();
            throw e;
        }
    }

    private void start() throws StartFailure {
        var dataDir = dataDir();
        var secretKeys = secrets(dataDir);
        var served = CompletableFuture.supplyAsync(Served::load);
        var database = config.database() == null ? embedded(dataDir) : config.database();
        goOn();
        migrate(database);
        goOn();
        var metrics = new Metrics();
        started.push(metrics::close);
        // Linux' own sockets, which can be closed without a reset for anybody (Doorkeeper).
        var vertx = metrics.vertx(new VertxOptions().setPreferNativeTransport(true));
        started.push(() -> letGo("Vert.x", vertx.close()));
        if (!vertx.isNativeTransportEnabled()) {
            LOG.info(
                    "sockets are the JDK's, not the system's own: {}",
                    String.valueOf(vertx.unavailableNativeTransportCause()));
        }
        var tracing = tracing(metrics);
        var store = new Store(vertx, database, clock, metrics::failed);
        started.push(() -> letGo("the connections to the database", store.close()));
        Await.within(START, answers(vertx, store, System.nanoTime() + START.toNanos()));
        var wiring = new Wiring(vertx, config, Await.within(START, served), store, metrics, tracing, clock);
        var site = wiring.site(secretKeys, adminToken, START);
        goOn();
        var readiness = new Readiness(store::ready);
        listen(
                vertx,
                new GatewayServer(
                        vertx,
                        site,
                        ServerLimits.DEFAULT,
                        metrics,
                        tracing,
                        new StoreProbe(store::inTurn, store::ready)),
                metrics,
                readiness);
        housekeeping(vertx, store);
        new GoingTenants(vertx, store::goOnWithTenants).start();
        var runner = wiring.runner(secretKeys);
        runner.start();
        started.push(() -> letGo("the mirror of remote accounts", runner.stop()));
        started.push(readiness::drain);
    }

    private Tracing tracing(Metrics metrics) throws StartFailure {
        var counts = new SpanMetrics(metrics.registry(), SpanCounts.OUTCOMES);
        if (!config.telemetry().isOn()) {
            return Tracing.off();
        }
        try {
            var export = Export.start(config.telemetry().variables(), Version.current(), counts::ended);
            started.push(export::close);
            return export.tracing();
        } catch (ConfigurationException e) {
            throw new StartFailure("spans cannot be exported as OTEL_* says: " + e.getMessage(), e);
        }
    }

    /** The migrations have been there: where the first connection takes long, so does everything on this machine now. */
    private static Future<Void> answers(Vertx vertx, Store store, long until) {
        return store.ready()
                .recover(failure -> System.nanoTime() - until >= 0
                        ? Future.failedFuture(failure)
                        : vertx.timer(AGAIN_MS).compose(over -> answers(vertx, store, until)));
    }

    private void goOn() throws StartFailure {
        if (unwanted.getAsBoolean()) {
            throw new StartFailure("it was stopped while it started", new CancellationException());
        }
    }

    private static void letGo(String what, Future<?> closing) {
        try {
            Await.within(LET_GO, closing);
        } catch (StartFailure e) {
            LOG.warn("{} did not close in time and end with the process", what);
        }
    }

    private DataDir dataDir() throws StartFailure {
        try {
            return DataDir.open(config.dataDir());
        } catch (IOException e) {
            throw new StartFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private List<SecretKey> secrets(DataDir dataDir) throws StartFailure {
        try {
            if (config.adminToken() != null) {
                adminToken = config.adminToken();
            } else {
                var kept = dataDir.adminToken();
                adminToken = kept.secret();
                newAdminToken = kept.generated() ? kept.secret() : null;
            }
            return config.secretKeys().isEmpty() ? dataDir.secretKeys() : config.secretKeys();
        } catch (IOException e) {
            throw new StartFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private Database embedded(DataDir dataDir) throws StartFailure {
        try {
            var postgres = EmbeddedPostgres.start(dataDir);
            started.push(postgres::close);
            return postgres.database();
        } catch (IOException e) {
            throw new StartFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** Several replicas may do so at once. */
    static void migrate(Database database) throws StartFailure {
        try {
            Migrations.apply(database);
            QueryRoles.prepare(database);
        } catch (FlywayException e) {
            throw new StartFailure(
                    "the database " + database.name() + " on " + database.host() + ":" + database.port()
                            + " cannot be prepared: "
                            + String.valueOf(e.getMessage()).strip(),
                    e);
        }
    }

    private void listen(Vertx vertx, GatewayServer server, Metrics metrics, Readiness readiness) throws StartFailure {
        var http = config.http();
        var management = new ManagementServer(vertx, metrics, readiness);
        var managementPort = Await.within(
                START,
                named(
                        "management port " + config.management().port(),
                        "GATEWAY_MANAGEMENT_PORT",
                        management.start(
                                config.management().host(), config.management().port())));
        started.push(() -> Await.within(STOP, management.close()));
        var loops = Runtime.getRuntime().availableProcessors();
        var certificate = certificate();
        var options = certificate == null ? null : certificate.options();
        var port = Await.within(
                START,
                named(
                        "API port " + http.port(),
                        "GATEWAY_PORT",
                        server.start(http.host(), http.port(), loops, options)));
        started.push(() -> {
            readiness.drain();
            Await.within(config.drain().plus(STOP), server.leave(config.drain()));
            Await.within(DRAIN, server.drain());
        });
        if (http.tls() != null && certificate != null) {
            Function<ServerCertificate, Future<?>> serve = next -> server.serve(next.options());
            new CertificateWatch(vertx, http.tls(), certificate, serve, new TlsMetrics(metrics), clock).start();
        }
        apiUrl = url(http.tls() == null ? "http" : "https", http.host(), port);
        managementUrl = url("http", config.management().host(), managementPort);
    }

    /** Null where the API speaks plain HTTP. */
    private @Nullable ServerCertificate certificate() throws StartFailure {
        var files = config.http().tls();
        try {
            return files == null ? null : files.read().checked();
        } catch (UnfitCertificate e) {
            throw new StartFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static <T> Future<T> named(String listener, String variable, Future<T> listening) {
        return listening.recover(failure -> Future.failedFuture(new IOException(
                "the " + listener + " cannot be listened on (" + failure.getMessage()
                        + "): free it, or set another one with " + variable,
                failure)));
    }

    private static String url(String scheme, String host, int port) {
        var shown = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return scheme + "://" + (shown.contains(":") ? "[" + shown + "]" : shown) + ":" + port;
    }

    private static void housekeeping(Vertx vertx, Store store) {
        vertx.setPeriodic(HOUSEKEEPING_MS, timer -> {
            store.forgetOldAnswers()
                    .onFailure(failure -> LOG.warn("old idempotent answers could not be deleted", failure));
            store.forgetOldUploadEvents().onFailure(failure -> LOG.warn("old webhooks could not be deleted", failure));
            store.forgetOldResults()
                    .onFailure(failure -> LOG.warn("old results of queries could not be deleted", failure));
            store.forgetOldFailures()
                    .onFailure(failure -> LOG.warn("what failed long ago could not be deleted", failure));
        });
    }

    /** Requests in flight are answered first. False when something did not end as it should. */
    boolean stop() {
        boolean orderly = true;
        while (!started.isEmpty()) {
            try {
                started.pop().run();
            } catch (IOException | StartFailure | RuntimeException e) {
                LOG.error("a part of the gateway did not stop", e);
                orderly = false;
            }
        }
        return orderly;
    }

    String apiUrl() {
        return apiUrl;
    }

    String managementUrl() {
        return managementUrl;
    }

    Secret adminToken() {
        return adminToken;
    }

    /** The admin token where this start made it: to be shown once. */
    @Nullable
    Secret newAdminToken() {
        return newAdminToken;
    }
}
