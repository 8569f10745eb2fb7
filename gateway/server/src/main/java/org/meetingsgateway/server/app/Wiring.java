package org.meetingsgateway.server.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.server.access.AdminToken;
import org.meetingsgateway.server.access.AesGcm;
import org.meetingsgateway.server.access.ApiKeys;
import org.meetingsgateway.server.access.ExpiringKeys;
import org.meetingsgateway.server.access.JwksEndpoint;
import org.meetingsgateway.server.access.KeyStyles;
import org.meetingsgateway.server.access.OwnKeys;
import org.meetingsgateway.server.access.RemoteKeys;
import org.meetingsgateway.server.access.Renames;
import org.meetingsgateway.server.access.TokenIssuer;
import org.meetingsgateway.server.access.TokenKeys;
import org.meetingsgateway.server.access.TokenPolicy;
import org.meetingsgateway.server.access.Tokens;
import org.meetingsgateway.server.admin.AdminSurface;
import org.meetingsgateway.server.admin.ConnectionAdmin;
import org.meetingsgateway.server.canonical.CanonicalSurface;
import org.meetingsgateway.server.config.Config;
import org.meetingsgateway.server.config.Secret;
import org.meetingsgateway.server.federation.ConnectionGauges;
import org.meetingsgateway.server.federation.Credentials;
import org.meetingsgateway.server.federation.FreshMeetings;
import org.meetingsgateway.server.federation.Healing;
import org.meetingsgateway.server.federation.Local;
import org.meetingsgateway.server.federation.Outbox;
import org.meetingsgateway.server.federation.OwnerQuestions;
import org.meetingsgateway.server.federation.Owners;
import org.meetingsgateway.server.federation.Refreshes;
import org.meetingsgateway.server.federation.RemoteAccounts;
import org.meetingsgateway.server.federation.Resealing;
import org.meetingsgateway.server.federation.SourceEndpoints;
import org.meetingsgateway.server.federation.Upstreams;
import org.meetingsgateway.server.federation.WriteThrough;
import org.meetingsgateway.server.http.Backend;
import org.meetingsgateway.server.http.Caller;
import org.meetingsgateway.server.http.Idempotency;
import org.meetingsgateway.server.http.Mount;
import org.meetingsgateway.server.http.Origins;
import org.meetingsgateway.server.http.Site;
import org.meetingsgateway.server.limits.Limiter;
import org.meetingsgateway.server.limits.RateLimits;
import org.meetingsgateway.server.limits.SharedLimits;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.server.store.ApiKeyExpiries;
import org.meetingsgateway.server.store.ApiKeyTable;
import org.meetingsgateway.server.store.ConnectionAccounts;
import org.meetingsgateway.server.store.ConnectionActions;
import org.meetingsgateway.server.store.ConnectionGroups;
import org.meetingsgateway.server.store.ConnectionLeases;
import org.meetingsgateway.server.store.ConnectionRemoval;
import org.meetingsgateway.server.store.ConnectionReports;
import org.meetingsgateway.server.store.ConnectionSlots;
import org.meetingsgateway.server.store.ConnectionTable;
import org.meetingsgateway.server.store.OutboxTable;
import org.meetingsgateway.server.store.OwnerTable;
import org.meetingsgateway.server.store.SealedCredentials;
import org.meetingsgateway.server.store.SigningKeyTable;
import org.meetingsgateway.server.store.Store;
import org.meetingsgateway.server.store.TenantTable;
import org.meetingsgateway.server.sync.Runner;
import org.meetingsgateway.server.tracing.Tracing;
import org.meetingsgateway.server.uploads.OwnPermits;
import org.meetingsgateway.server.uploads.RecallPermits;
import org.meetingsgateway.server.uploads.UploadPermits;
import org.meetingsgateway.server.uploads.Uploads;
import org.meetingsgateway.server.upstream.AddressPolicy;
import org.meetingsgateway.server.upstream.CircuitBreaking;
import org.meetingsgateway.server.upstream.Connections;
import org.meetingsgateway.server.upstream.Lane;
import org.meetingsgateway.server.upstream.Measured;
import org.meetingsgateway.server.upstream.Traced;
import org.meetingsgateway.server.upstream.Transport;
import org.meetingsgateway.server.webhooks.WebhookSurface;
import org.meetingsgateway.spi.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that serves requests, put together by hand. */
final class Wiring {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    /** Credentials that are counted at once: more than any tenant has, and about 100 MB at the most. */
    private static final long MAX_CREDENTIALS = 200_000;

    /** A client that wants to record waits for it. */
    private static final Transport.Bounds RECALL =
            new Transport.Bounds(Duration.ofSeconds(2), Duration.ofSeconds(5), 16, 64, 64 << 10);

    /** Far more than all the uploads that Recall permits in a minute have to tell. */
    private static final RateLimits.Window WEBHOOKS = new RateLimits.Window(6_000, 60);

    /** A reader who wants a meeting as it is now waits that long for its owner. */
    private static final Duration REFRESH = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Config config;
    private final Served served;
    private final Store store;
    private final Metrics metrics;
    private final Tracing tracing;
    private final Clock clock;

    /** What asks remote accounts, for whomever. */
    private final Connections remotes;

    /** What is being written to them. */
    private final Outbox outbox;

    Wiring(Vertx vertx, Config config, Served served, Store store, Metrics metrics, Tracing tracing, Clock clock) {
        this.vertx = vertx;
        this.config = config;
        this.served = served;
        this.store = store;
        this.metrics = metrics;
        this.tracing = tracing;
        this.clock = clock;
        this.remotes = new Connections(
                vertx,
                AddressPolicy.publicOr(config.upstreamAllow()),
                (tenant, connection) -> new ConnectionSlots(store.writes(), tenant, connection),
                metrics,
                clock);
        this.outbox = new Outbox(vertx, store, metrics);
    }

    /** Who signs tokens: we ourselves, or the issuer whose keys are at an URL. */
    private record Signing(
            TokenKeys keys, TokenPolicy policy, @Nullable TokenIssuer issuer, Endpoint jwks) {}

    /** Blocks until it is known who signs tokens, and, where a secret key is replaced, until all is encrypted with the new one. */
    Site site(List<SecretKey> secretKeys, Secret adminToken, Duration bound) throws StartFailure {
        var encryption = new AesGcm(secretKeys);
        var signing = Await.within(bound, signing(encryption));
        if (secretKeys.size() > 1) {
            var resealing = new Resealing(new SealedCredentials(store.client()), new Credentials(encryption));
            LOG.info(
                    "credentials of connections that are encrypted anew, with the first secret key: {}",
                    Await.within(bound, resealing.all()));
        }
        var local = rateLimits();
        return site(signing, encryption, adminToken, local, Await.within(bound, limiter(local)));
    }

    private Future<Signing> signing(AesGcm encryption) {
        var tokens = config.tokens();
        if (tokens.jwksUrl() != null) {
            var keys = new RemoteKeys(vertx, tokens.jwksUrl(), clock);
            var policy = new TokenPolicy(tokens.issuer(), tokens.audience(), TokenPolicy.FOREIGN_ALGORITHMS);
            return keys.start().map(started -> new Signing(keys, policy, null, JwksEndpoint.of(null)));
        }
        var policy = new TokenPolicy(tokens.issuer(), tokens.audience(), TokenPolicy.OWN_ALGORITHMS);
        return OwnKeys.load(vertx, new SigningKeyTable(store.client()), encryption, clock)
                .map(keys -> new Signing(
                        keys, policy, new TokenIssuer(vertx, keys, policy, clock), JwksEndpoint.of(keys::published)));
    }

    private Site site(Signing signing, AesGcm encryption, Secret adminToken, RateLimits local, Limiter limits) {
        var tenants = new TenantTable(store.writes(), clock);
        var keyTable = new ApiKeyTable(store.client(), clock);
        var hot = HotWiring.of(config.hotReadsBytes(), store, metrics, clock);
        var apiKeys = new ApiKeys(vertx, keyTable, hot.versions(), clock);
        var tokens = new Tokens(vertx, signing.keys(), signing.policy(), tenants, hot.versions(), clock);
        var others = new ArrayList<>(served.pages());
        others.add(signing.jwks());
        var connections = connections(encryption);
        others.addAll(new SourceEndpoints(served.contract(), connections.table(), connections.upstreams(), clock)
                .endpoints());
        var canonical = new CanonicalSurface(served.contract(), others, clock);
        Runnable forget = () -> {
            apiKeys.forget();
            tokens.forget();
        };
        var styles = KeyStyles.of(served.surfaces());
        var admin = AdminSurface.of(
                canonical, served.contract(), tenants, keyTable, styles, connections, forget, signing.issuer());
        var mounts = new ArrayList<Mount>();
        mounts.add(new Mount(canonical, token -> tokens.authenticate(token).map(HotWiring::caller)));
        var operator = new AdminToken(adminToken.value());
        mounts.add(new Mount(admin, token -> operator.authenticate(token).map(who -> new Caller(who, null)), true));
        served.surfaces().forEach((name, surface) -> {
            var style = styles.get(name).orElseThrow();
            mounts.add(new Mount(
                    surface,
                    secret ->
                            apiKeys.authenticate(style, surface.view(), secret).map(HotWiring::caller)));
        });
        if (!config.recallWebhookSecrets().isEmpty()) {
            var surface = new WebhookSurface(config.recallWebhookSecrets(), local, store::tell, clock);
            mounts.add(new Mount(surface, nobody -> Future.failedFuture(new Problem.NotFound("resource"))));
        }
        var permits = permits();
        var writers = new Writers(owners(encryption), outbox, permits);
        var fresh = new FreshMeetings(
                writers.on(Local.of(store)), new OwnerTable(store.client()), refreshes(encryption), clock);
        var backend = new Backend(new Renames(fresh, forget), once(writers, forget), limits, hot.reads());
        var origins = new Origins(config.publicUrl(), config.trustedProxies());
        return new Site(mounts, config.hosts(), origins, config.requireHttps(), backend);
    }

    /** Keeps what remote accounts have. */
    Runner runner(List<SecretKey> secretKeys) {
        var upstreams = Upstreams.of(served.upstreams());
        upstreams.styles().forEach(style -> metrics.upstream(style).breakers(state -> remotes.breakers(style, state)));
        new ExpiringKeys(new ApiKeyExpiries(store.client()), clock)
                .start(vertx, metrics, served.surfaces().keySet());
        new ConnectionGauges(new ConnectionGroups(store.client()), upstreams, clock).start(vertx, metrics);
        var accounts = accounts(new AesGcm(secretKeys));
        return new Runner(
                vertx, new ConnectionLeases(store), accounts, new Healing(store, outbox), metrics, tracing, clock);
    }

    private RemoteAccounts accounts(AesGcm encryption) {
        return new RemoteAccounts(Upstreams.of(served.upstreams()), new Credentials(encryption), remotes);
    }

    /** Has owners asked for meetings of which a caller wants to know how they are now. */
    private Refreshes refreshes(AesGcm encryption) {
        var accounts = accounts(encryption);
        var questions = new OwnerQuestions(
                store,
                new ConnectionAccounts(store.client()),
                new ConnectionActions(store.writes(), clock),
                job -> accounts.open(job, Lane.CALLER),
                metrics);
        return new Refreshes(vertx, REFRESH, questions::ask);
    }

    private Owners owners(AesGcm encryption) {
        return Owners.of(new ConnectionAccounts(store.client()), accounts(encryption));
    }

    /** What serves calls, be it one request in a transaction or all others. */
    private record Writers(Owners owners, Outbox outbox, UploadPermits permits) {
        MeetingSource on(Local local) {
            return new Uploads(new WriteThrough(local, owners, outbox), permits);
        }
    }

    private ConnectionAdmin connections(AesGcm encryption) {
        return new ConnectionAdmin(
                new ConnectionTable(store.writes(), clock),
                new ConnectionReports(store.client()),
                new ConnectionActions(store.writes(), clock),
                new ConnectionRemoval(store.writes(), clock),
                Upstreams.of(served.upstreams()),
                new Credentials(encryption),
                AddressPolicy.publicOr(config.upstreamAllow()),
                remotes::forget,
                clock);
    }

    /** What a transaction renames is forgotten when it is done. */
    private Idempotency once(Writers writers, Runnable forget) {
        return (principal, key, fingerprint, effect) -> {
            var renamed = new AtomicBoolean();
            return store.once(
                            principal,
                            key,
                            fingerprint,
                            transaction -> effect.apply(new Renames(
                                    writers.on(Local.of(
                                            store, transaction, OutboxTable.Request.of(principal, key, fingerprint))),
                                    () -> renamed.set(true))))
                    .onSuccess(response -> {
                        if (renamed.get()) {
                            forget.run();
                        }
                    });
        };
    }

    private UploadPermits permits() {
        var recall = config.recall();
        if (recall == null) {
            return new OwnPermits();
        }
        var transport = new Transport(vertx, recall.apiUrl(), AddressPolicy.any(), RECALL);
        var exchange = new CircuitBreaking(new Measured(transport, metrics.client("recall", "create_upload")), clock);
        metrics.upstream("recall").breakers(state -> exchange.state().equals(state) ? 1 : 0);
        return new RecallPermits(new Traced(exchange, "recall"), recall.apiKey(), clock);
    }

    /** A Redis that is away does not keep the gateway from starting. */
    private Future<Limiter> limiter(RateLimits local) {
        var redis = config.redis();
        if (redis == null) {
            return Future.succeededFuture(local);
        }
        var shared = new SharedLimits(vertx, redis, local, MAX_CREDENTIALS, System::nanoTime, metrics.limits());
        return shared.start().map(shared);
    }

    private RateLimits rateLimits() {
        var limits = new HashMap<String, List<RateLimits.Window>>();
        config.limits()
                .forEach((name, windows) -> limits.put(
                        name,
                        windows.stream()
                                .map(window -> new RateLimits.Window(window.requests(), window.seconds()))
                                .toList()));
        limits.put(WebhookSurface.NAME, List.of(WEBHOOKS));
        return new RateLimits(limits, MAX_CREDENTIALS, System::nanoTime, clock);
    }
}
