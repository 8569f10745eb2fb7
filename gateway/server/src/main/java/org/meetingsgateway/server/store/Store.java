package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.model.Appended;
import org.meetingsgateway.server.config.Database;
import org.meetingsgateway.server.config.SslMode;
import org.meetingsgateway.server.tracing.Work;
import org.meetingsgateway.wire.WireResponse;

/**
 * The connections to PostgreSQL: one client for reads, which many requests share by pipelining, one for searches, which may
 * take so long that nothing else must wait behind them, one for saved queries, one pool for writes, transactions and what is
 * done in the background, which wait for each other's rows, and one client for questions that cost nothing. All are bounded, and whoever waits too long is
 * told that the store is busy.
 */
public final class Store {
    static final int CONNECTIONS = 6;
    static final int PIPELINED = 64;
    static final int TRANSACTIONS = 8;
    private static final int SEARCHES = 4;
    private static final int QUERIES = 4;
    private static final int VERSIONS = 2;
    static final int WAITING = 1_000;

    /** As many as wait for each connection of a pool whose connections serve one at a time; more are told so at once. */
    private static final int WAITING_EACH = 16;

    private static final Duration CONNECT = Duration.ofSeconds(3);

    /** The database itself ends a statement that takes longer. */
    private static final Duration STATEMENT = Duration.ofSeconds(5);

    /** A database that has not even said that is away. */
    static final Duration ANSWER = Duration.ofSeconds(6);

    /** A connection that nobody used for so long is closed: none is used that may be closed as silent meanwhile. */
    private static final Duration UNUSED = Duration.ofSeconds(10);

    /**
     * A connection on which nothing came for so long is closed, as there is nobody: a network that drops packets tells of
     * it in no other way. Longer than {@link #UNUSED} and {@link #ANSWER} together.
     */
    private static final Duration SILENT = Duration.ofSeconds(20);

    /** PostgreSQL may be busy for minutes with a saved query, and is not to have still more of them meanwhile. */
    private static final Duration SILENT_WITH_QUERIES = Duration.ofMinutes(2);

    private final SqlClient client;
    private final SqlClient searches;
    private final Pool transactions;
    private final QueryRuns queries;
    private final SqlClient versions;
    private final Clock clock;
    private final Vertx vertx;
    private final FailureListener listener;

    /** The requests with an {@code Idempotency-Key} that are being served: as many as there are requests at once. */
    private final Set<String> serving = ConcurrentHashMap.newKeySet();

    /** @param listener hears of new failures */
    public Store(Vertx vertx, Database database, Clock clock, FailureListener listener) {
        this.vertx = vertx;
        this.clock = clock;
        this.listener = listener;
        var options = options(database);
        client = pipelined("store", CONNECTIONS, options, vertx);
        searches = unshared("store-searches", SEARCHES, SEARCHES * WAITING_EACH, SILENT, options, vertx);
        transactions = unshared("store-transactions", TRANSACTIONS, WAITING, SILENT, options, vertx);
        var unprepared = new PgConnectOptions(options).setCachePreparedStatements(false);
        queries = new QueryRuns(
                vertx,
                unshared("store-queries", QUERIES, QUERIES * WAITING_EACH, SILENT_WITH_QUERIES, unprepared, vertx));
        versions = pipelined("store-versions", VERSIONS, options, vertx);
    }

    /** A connection serves many at a time, one after the other. */
    private static SqlClient pipelined(String name, int size, PgConnectOptions options, Vertx vertx) {
        return PgBuilder.client()
                .with(pool(name, size, WAITING))
                .with(network(SILENT))
                .connectingTo(named(options, name))
                .using(vertx)
                .build();
    }

    /** A connection serves one at a time. */
    private static Pool unshared(
            String name, int size, int waiting, Duration silent, PgConnectOptions options, Vertx vertx) {
        return PgBuilder.pool()
                .with(pool(name, size, waiting))
                .with(network(silent))
                .connectingTo(named(options, name).setPipeliningLimit(1))
                .using(vertx)
                .build();
    }

    private static NetClientOptions network(Duration silent) {
        return new NetClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setTcpKeepAlive(true)
                .setReadIdleTimeout((int) silent.toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    private static PoolOptions pool(String name, int size, int waiting) {
        return new PoolOptions()
                .setName(name)
                .setShared(true)
                .setMaxSize(size)
                .setMaxWaitQueueSize(waiting)
                .setConnectionTimeout((int) CONNECT.toSeconds())
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setIdleTimeout((int) UNUSED.toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    private static PgConnectOptions named(PgConnectOptions options, String name) {
        var named = new PgConnectOptions(options);
        named.setMetricsName(name);
        return named;
    }

    private static PgConnectOptions options(Database database) {
        var options = new PgConnectOptions()
                .setHost(database.host())
                .setPort(database.port())
                .setDatabase(database.name())
                .setUser(database.user())
                .setPassword(database.password().value())
                .setSslMode(sslMode(database.sslMode()))
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(512)
                .setPreparedStatementCacheSqlFilter(sql -> true)
                .setPipeliningLimit(PIPELINED)
                .setReconnectAttempts(0)
                .setProperties(Map.of(
                        "application_name", "meetings-gateway",
                        "TimeZone", "UTC",
                        "statement_timeout", String.valueOf(STATEMENT.toMillis()),
                        // Full-text search notes every word that is too long for it.
                        "client_min_messages", "warning",
                        "lock_timeout", "4000",
                        // Where a far page begins is known only while it is read, so its statement is estimated too
                        // dear:
                        // compiling it would take longer than running it.
                        "jit", "off",
                        "idle_in_transaction_session_timeout", "15000"));
        if (database.sslMode() != SslMode.DISABLE) {
            var ssl = new ClientSSLOptions();
            boolean verified = database.sslMode() == SslMode.VERIFY_CA || database.sslMode() == SslMode.VERIFY_FULL;
            ssl.setTrustAll(!verified)
                    .setHostnameVerificationAlgorithm(database.sslMode() == SslMode.VERIFY_FULL ? "HTTPS" : "");
            if (verified) {
                ssl.setTrustOptions(whomJavaTrusts());
            }
            options.setSslOptions(ssl);
        }
        return options;
    }

    /** The client has to be told, else it does not connect. JDBC, which migrates, goes by the same. */
    private static TrustOptions whomJavaTrusts() {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return TrustOptions.wrap(factory.getTrustManagers()[0]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java does not say whom it trusts", e);
        }
    }

    private static io.vertx.pgclient.SslMode sslMode(SslMode mode) {
        return io.vertx.pgclient.SslMode.of(mode.code());
    }

    /** Statements that wait for nobody: whatever comes after them on the same connection waits for them. */
    public SqlClient client() {
        return client;
    }

    /** Tells whether something of a tenant has changed: on connections of its own, so that nothing is waited for that takes longer. */
    public TenantVersions versions() {
        return new TenantVersions(versions);
    }

    /** Answers every call; each write is one statement, or a transaction, and so atomic. */
    public MeetingSource source() {
        var alone = new Separated(
                on(client, searches, listener),
                on(searches, searches, listener),
                on(transactions, transactions, listener));
        return new FailingWrites(alone, new FailingWrites.Transactions() {
            @Override
            public <T> Future<T> run(Function<MeetingSource, Future<T>> effect) {
                return transaction((connection, source) -> effect.apply(source));
            }
        });
    }

    /** As {@link StoreTransaction#appendToOwn}, in one statement. */
    public Future<Optional<Appended>> appendToOwn(AppendSegments call, Principal principal) {
        return segments(transactions).appendToOwn(call, principal);
    }

    /** As {@link #source}, on another client; what fails there is not heard of. */
    public MeetingSource on(SqlClient other) {
        return on(other, other, (kind, assignee) -> {});
    }

    private MeetingSource on(SqlClient client, SqlClient searches, FailureListener listener) {
        var others = StoreSource.on(client, searches, vertx, clock, new FailureTable(client, vertx, listener));
        return new QuerySource(others, client, queries, clock);
    }

    /** New failures are heard of once they are committed. */
    private <T> Future<T> transaction(BiFunction<SqlConnection, MeetingSource, Future<T>> effect) {
        var failed = new ArrayList<Runnable>();
        return inTransaction(connection -> effect.apply(
                        connection,
                        on(
                                connection,
                                connection,
                                (kind, assignee) -> failed.add(() -> listener.failed(kind, assignee)))))
                .map(Objects::requireNonNull)
                .onSuccess(committed -> failed.forEach(Runnable::run))
                .recover(Failures::translate);
    }

    /** In one transaction; new failures are heard of once it is committed. */
    <T> Future<T> inTransaction(BiFunction<SqlConnection, FailureTable, Future<T>> effect) {
        var failed = new ArrayList<Runnable>();
        var result = Promise.<T>promise();
        return inTransaction(connection -> effect.apply(
                                connection,
                                new FailureTable(
                                        connection,
                                        vertx,
                                        (kind, assignee) -> failed.add(() -> listener.failed(kind, assignee))))
                        .onSuccess(result::complete)
                        .map(true))
                .onSuccess(committed -> failed.forEach(Runnable::run))
                .compose(committed -> result.future())
                .recover(Failures::translate);
    }

    /** From waiting for a connection to the end of the commit. */
    private <T> Future<@Nullable T> inTransaction(Function<SqlConnection, Future<@Nullable T>> effect) {
        return Work.current().during("transaction", Work.Kind.THERE, part -> transactions.withTransaction(effect));
    }

    /** Writes remote meetings in the transaction of that client. */
    MirroredMeeting mirrored(SqlClient connection, FailureTable failures) {
        return new MirroredMeeting(connection, clock, failures);
    }

    /** As {@link #mirrored(SqlClient, FailureTable)}; who hears of failures does so before they are committed. */
    MirroredMeeting mirrored(SqlClient connection) {
        return mirrored(connection, new FailureTable(connection, vertx, listener));
    }

    /** On the clock of the database, which all replicas share. */
    public Future<Instant> sharedNow() {
        return new Sql("SELECT clock_timestamp()")
                .run(client)
                .map(rows -> Sql.instant(rows.iterator().next(), 0))
                .recover(Failures::translate);
    }

    /** Checks what meetings are to point to. */
    SegmentTable segments(SqlClient connection) {
        return new SegmentTable(connection, clock);
    }

    References references(SqlClient connection) {
        return new References(connection, clock);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Runs a request with an {@code Idempotency-Key}: what it writes here is in one transaction with the record of its
     * answer, so that this happens once however often the request is sent.
     *
     * @param fingerprint tells requests apart
     * @param effect serves the request with the transaction that it is given; one that fails leaves nothing behind here
     */
    public Future<WireResponse> once(
            Principal principal,
            String key,
            String fingerprint,
            Function<LateTransaction, Future<WireResponse>> effect) {
        var name = IdempotencyTable.name(principal, key);
        if (!serving.add(name)) {
            return Future.failedFuture(new Problem.IdempotencyInFlight());
        }
        LateTransaction.Keeping keeping = served -> transaction((connection, source) -> new IdempotencyTable(
                        connection, clock)
                .once(principal, key, fingerprint, () -> served.apply(new StoreTransaction(this, connection, source))));
        return new IdempotencyTable(client, clock)
                .kept(principal, key, fingerprint)
                .recover(Failures::translate)
                .compose(kept -> kept.map(Future::succeededFuture)
                        .orElseGet(() -> served(new LateTransaction(keeping, this::source), effect)))
                .onComplete(done -> serving.remove(name));
    }

    private static Future<WireResponse> served(
            LateTransaction transaction, Function<LateTransaction, Future<WireResponse>> effect) {
        return Future.succeededFuture(transaction).compose(effect).transform(transaction::end);
    }

    /** Runs something in one transaction. */
    public <T> Future<T> atomically(Function<StoreTransaction, Future<T>> effect) {
        var result = Promise.<T>promise();
        return this.<Boolean>transaction(
                        (connection, source) -> effect.apply(new StoreTransaction(this, connection, source))
                                .onSuccess(result::complete)
                                .map(true))
                .compose(committed -> result.future());
    }

    /**
     * Takes what was said of an upload: the meeting and the note that it was said change together, and what was said
     * before changes nothing. {@link Problem.NotFound} where no meeting has the upload.
     */
    public Future<Void> tell(UploadEvent event) {
        return transaction((connection, source) ->
                        new UploadTable(connection, source, clock).tell(event).map(true))
                .mapEmpty();
    }

    /** Forgets what was said of uploads so long ago that nobody says it again. */
    public Future<Integer> forgetOldUploadEvents() {
        return UploadTable.deleteOld(transactions, clock.instant());
    }

    /** Forgets the answers of requests that nobody repeats any more. */
    public Future<Integer> forgetOldAnswers() {
        var now = clock.instant();
        return IdempotencyTable.deleteOld(transactions, now)
                .compose(answers -> OutboxTable.deleteOld(transactions, now).map(writes -> answers + writes));
    }

    /** Forgets what was wrong with connections, and failures, when that is over for 90 days. */
    public Future<Integer> forgetOldFailures() {
        return OldFailures.delete(transactions, clock.instant());
    }

    /** Takes away some of what closed tenants have. Whether there is more to do at once. */
    public Future<Boolean> goOnWithTenants() {
        return new TenantRemoval(transactions, clock).goOn();
    }

    /** Forgets what saved queries found a day ago. */
    public Future<Integer> forgetOldResults() {
        return QueryResultTable.deleteOld(transactions, clock.instant());
    }

    /** Fails with {@link Problem.Unavailable} while the database does not answer; waits behind nothing. */
    public Future<Void> ready() {
        return nothing(versions);
    }

    /** As {@link #ready}, waiting for its turn as reads do. */
    public Future<Void> inTurn() {
        return nothing(client);
    }

    private static Future<Void> nothing(SqlClient client) {
        return client.query("SELECT 1").execute().<Void>mapEmpty().recover(Failures::translate);
    }

    /** For statements that may wait for rows that others write: on connections that serve one at a time. */
    public SqlClient writes() {
        return transactions;
    }

    public Future<Void> close() {
        return Future.join(client.close(), searches.close(), transactions.close(), queries.close(), versions.close())
                .mapEmpty();
    }
}
