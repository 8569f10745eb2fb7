package org.meetingsgateway.server.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Assignee;
import org.meetingsgateway.model.Failure;

/**
 * Every metric, by name. Names follow OpenTelemetry's conventions in Prometheus' form; every label is bounded: a
 * surface, a route's template, a method, a status, never an id, a key or a path as it was sent.
 *
 * <p>{@code vertx_pool_*} (connections in use, pending, time in the queue) come from Vert.x, and {@code jvm_*},
 * {@code process_*} and {@code system_*} from Micrometer.
 */
public final class Metrics implements AutoCloseable {
    /** A content type of {@link #scrape}. */
    public static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
    /** A content type of {@link #scrape}. */
    public static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    /** Of the request until the last byte of its answer was handed to the socket. */
    private static final String REQUEST_DURATION = "http.server.request.duration";

    /** Of a request to an upstream until the last byte of its response, or until it was given up. */
    private static final String CLIENT_REQUEST_DURATION = "http.client.request.duration";

    static final String BREAKER_STATE = "gateway.breaker.state";
    private static final String RATE_LIMIT = "gateway.rate.limit";
    private static final String LIMIT_DECISIONS = "gateway.rate.limit.decisions";
    private static final String LIMIT_STORE_ERRORS = "gateway.rate.limit.store.errors";
    static final String LIMITS_SHARED = "gateway.rate.limit.shared";
    private static final String IN_FLIGHT = "gateway.requests.in.flight";
    private static final String SHED = "gateway.requests.shed";
    private static final String WORKING = "gateway.requests.working";
    private static final String WORK_LIMIT = "gateway.requests.limit";
    private static final String QUEUE_DELAY = "gateway.queue.delay.seconds";
    private static final String HELD = "gateway.held.bytes";
    private static final String CONNECTIONS = "gateway.connections.open";
    private static final String FAILURES = "gateway.failures";
    static final String CONNECTION_STATE = "gateway.connection.state";
    static final String QUOTA_REMAINING = "gateway.quota.remaining.ratio";
    private static final String UPSTREAM_RETRIES = "gateway.upstream.retries";
    static final String SYNC_LAG = "gateway.sync.lag.seconds";
    static final String SYNC_PENDING = "gateway.sync.pending";
    private static final String SYNC_PAGES = "gateway.sync.pages";
    private static final String SYNC_ITEMS = "gateway.sync.items";
    private static final String SYNC_DRIFT = "gateway.sync.drift";
    private static final String UPSTREAM_WRITES = "gateway.upstream.writes";
    static final String OUTBOX_PENDING = "gateway.outbox.pending";
    static final String OUTBOX_OLDEST = "gateway.outbox.oldest.seconds";
    private static final String HEALTH = "gateway.health";
    private static final String REFRESHES = "gateway.refreshes";
    private static final String EVENT_LOOP_LAG = "gateway.event.loop.lag";

    private static final String NOBODY = "none";
    private static final String USER = "user";
    private static final String ROLE = "role";
    private static final List<String> ASSIGNEES = List.of(NOBODY, USER, ROLE);

    static final String STYLE = "connection_style";

    /** The buckets that OpenTelemetry recommends for request durations, in milliseconds. */
    private static final long[] BUCKETS = {5, 10, 25, 50, 75, 100, 250, 500, 750, 1_000, 2_500, 5_000, 7_500, 10_000};

    private static final Duration LAG_WINDOW = Duration.ofSeconds(20);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final Map<String, AtomicInteger> health = new ConcurrentHashMap<>();

    public Metrics() {
        // A client registers it again for every event loop, and all but the first are lost: half of it is no figure.
        registry.config()
                .meterFilter(MeterFilter.denyNameStartsWith("vertx.sql.processing.pending"))
                .meterFilter(MeterFilter.denyNameStartsWith("vertx.redis.processing.pending"));
    }

    /**
     * Vert.x brings filters of its own, which must be there before the first meter. What may never happen is counted from 0
     * on: of a series that begins with 1, Prometheus does not see the first increase.
     */
    private void bind() {
        for (var kind : Failure.Kind.values()) {
            ASSIGNEES.forEach(whose -> failures(kind, whose));
        }
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        gc.bindTo(registry);
    }

    /** Makes the Vert.x that reports its pools here: once, and before anything is measured. */
    public Vertx vertx(VertxOptions options) {
        var all = EnumSet.allOf(MetricsDomain.class);
        all.remove(MetricsDomain.NAMED_POOLS);
        var reported = new MicrometerMetricsOptions().setEnabled(true).addLabels(Label.NAMESPACE);
        all.forEach(reported::addDisabledMetricsCategory);
        var vertx = Vertx.builder()
                .with(new VertxOptions(options).setMetricsOptions(reported))
                .withMetrics(new MicrometerMetricsFactory(registry))
                .build();
        bind();
        return vertx;
    }

    public SurfaceMetrics surface(String surface) {
        return new SurfaceMetrics(this, surface);
    }

    /**
     * Requests to an upstream.
     *
     * @param style as the label {@code connection_style}
     * @param operation what is asked for, in a word
     */
    public ClientMetrics client(String style, String operation) {
        return new ClientMetrics(this, style, operation);
    }

    /**
     * What the mirror of accounts of a style does.
     *
     * @param outcomes all that may become of a meeting
     */
    public SyncMetrics sync(String style, List<String> outcomes) {
        return new SyncMetrics(this, style, outcomes);
    }

    /** From then on there is a figure for all that may come of asking owners of a style for meetings, be it 0. */
    public void refreshes(String style, List<String> outcomes) {
        outcomes.forEach(outcome -> refreshesThat(style, outcome));
    }

    /** An owner was asked for a meeting because a caller wanted it as it is now; {@code outcome} is of a bounded number. */
    public void refreshed(String style, String outcome) {
        refreshesThat(style, outcome).increment();
    }

    private Counter refreshesThat(String style, String outcome) {
        return counter(
                REFRESHES,
                "Meetings that owners were asked for on behalf of callers, by what came of it",
                STYLE,
                style,
                "outcome",
                outcome);
    }

    /**
     * Writes to accounts of a style.
     *
     * @param operations all that there are
     * @param outcomes all that may come of one
     */
    public WriteMetrics writes(String style, List<String> operations, List<String> outcomes) {
        return new WriteMetrics(this, style, operations, outcomes);
    }

    /** What happens to requests to upstreams, beside how long they take. */
    public UpstreamMetrics upstream(String style) {
        return new UpstreamMetrics(this, style);
    }

    /** Limits that several replicas share. */
    public LimitMetrics limits() {
        return new LimitMetrics(this);
    }

    /** What is in flight, and how many connections are open. */
    public void load(Supplier<Number> inFlight, Supplier<Number> connections) {
        gauge(IN_FLIGHT, "Requests that are being served", inFlight);
        gauge(CONNECTIONS, "Open connections of callers", connections);
    }

    /**
     * What is worked on.
     *
     * @param working requests that do not wait for their caller
     * @param limit how many of these there may be now
     * @param delaySeconds how long requests wait for their turn
     * @param heldBytes of requests that are not whole and answers that are not taken
     */
    public void work(
            Supplier<Number> working,
            Supplier<Number> limit,
            Supplier<Number> delaySeconds,
            Supplier<Number> heldBytes) {
        gauge(WORKING, "Requests that are worked on, without those that wait for their caller", working);
        gauge(WORK_LIMIT, "How many requests may be worked on at once", limit);
        gauge(QUEUE_DELAY, "How long requests wait for their turn on event loops and in the store", delaySeconds);
        gauge(HELD, "Bytes of requests that are not whole yet and of answers that are not taken yet", heldBytes);
    }

    /** What a health check said last, by its name in {@code /health/ready}. */
    public void health(String check, boolean passes) {
        health.computeIfAbsent(check, this::health).set(passes ? 1 : 0);
    }

    private AtomicInteger health(String check) {
        var value = new AtomicInteger();
        gauge(HEALTH, "Whether this health check passes", value::get, "check", check);
        return value;
    }

    /** Something failed that did not fail before; the assignee is null where no rule matched. */
    public void failed(Failure.Kind kind, @Nullable Assignee assignee) {
        var whose = switch (assignee) {
            case null -> NOBODY;
            case Assignee.User user -> USER;
            case Assignee.Role role -> ROLE;
        };
        failures(kind, whose).increment();
    }

    private Counter failures(Failure.Kind kind, String whose) {
        return counter(
                FAILURES,
                "Recordings and connections that failed, by whose the failure is",
                "kind",
                kind.code(),
                "assignee",
                whose);
    }

    /** Takes the lag of an event loop, in nanoseconds, as often as it is measured. */
    public LongConsumer eventLoopLag(int loop) {
        var max = new TimeWindowMax(Clock.SYSTEM, LAG_WINDOW.toMillis(), 3);
        TimeGauge.builder(EVENT_LOOP_LAG, max, TimeUnit.NANOSECONDS, m -> m.poll(TimeUnit.NANOSECONDS))
                .description("Highest delay of a timer of the event loop in the last minute")
                .tag("loop", String.valueOf(loop))
                .register(registry);
        return nanos -> max.record((double) nanos, TimeUnit.NANOSECONDS);
    }

    /** All metrics, as one of the content types above. Takes milliseconds: not on an event loop. */
    public String scrape(String contentType) {
        return registry.scrape(contentType);
    }

    /** For whoever has meters of its own kind, such as a client. */
    public MeterRegistry registry() {
        return registry;
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }

    void gauge(String name, String description, Supplier<Number> value, String... tags) {
        Gauge.builder(name, value).description(description).tags(tags).register(registry);
    }

    private Counter counter(String name, String description, String... tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    Timer requestDuration(String surface, String route, String method, int status) {
        return duration(REQUEST_DURATION, "Duration of requests")
                .tags("surface", surface, "route", route, "method", method, "status", String.valueOf(status))
                .register(registry);
    }

    Timer clientRequestDuration(String style, String operation, String status) {
        return duration(CLIENT_REQUEST_DURATION, "Duration of requests to upstreams")
                .tags(STYLE, style, "operation", operation, "status", status)
                .register(registry);
    }

    private static Timer.Builder duration(String name, String description) {
        var buckets = LongStream.of(BUCKETS).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
        return Timer.builder(name).description(description).serviceLevelObjectives(buckets);
    }

    Counter syncPages(String style) {
        return counter(SYNC_PAGES, "Pages of lists of remote accounts that were read", STYLE, style);
    }

    Counter syncItems(String style, String outcome) {
        return counter(SYNC_ITEMS, "Remote meetings by what became of them here", STYLE, style, "outcome", outcome);
    }

    Counter syncDrift(String style) {
        return counter(SYNC_DRIFT, "Members of remote documents that the style does not know", STYLE, style);
    }

    Counter upstreamWrites(String style, String operation, String outcome) {
        return counter(
                UPSTREAM_WRITES,
                "Writes to remote accounts, by what came of them",
                STYLE,
                style,
                "operation",
                operation,
                "outcome",
                outcome);
    }

    Counter upstreamRetries(String style) {
        return counter(UPSTREAM_RETRIES, "Requests that were sent to upstreams again", STYLE, style);
    }

    Counter shed(String surface) {
        return counter(SHED, "Requests that were turned away because of too much work", "surface", surface);
    }

    Counter limitDecisions(String store) {
        return counter(LIMIT_DECISIONS, "Requests by who said whether their limit admits them", "store", store);
    }

    Counter limitStoreErrors(String reason) {
        return counter(LIMIT_STORE_ERRORS, "Questions to the shared limits that had no answer", "reason", reason);
    }

    Counter rateLimit(String surface, String outcome) {
        return counter(
                RATE_LIMIT, "Requests by what their credential's limit said", "surface", surface, "outcome", outcome);
    }
}
