package org.meetingsgateway.server.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends spans to a collector over OTLP, as OpenTelemetry's variables say. On threads of its own: a collector that is slow
 * or away costs spans and nothing else.
 */
public final class Export implements AutoCloseable {
    private static final Duration FLUSH = Duration.ofSeconds(3);
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
    private static final AttributeKey<String> INSTANCE = AttributeKey.stringKey("service.instance.id");
    private static final int QUEUE = 2_048;

    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.traces.exporter", "otlp",
            "otel.traces.sampler", "parentbased_always_on",
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.exporter.otlp.endpoint", "http://localhost:4318");

    private final OpenTelemetrySdk sdk;

    private Export(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
    }

    /**
     * Blocks for a moment: for the start.
     *
     * @param variables {@code OTEL_*}
     * @param version of the gateway
     * @throws ConfigurationException where a variable is wrong; its message is a sentence
     */
    public static Export start(Map<String, String> variables, String version, SpanCounts counts) {
        return new Export(sdk(variables, version, counts, new AtomicReference<>()));
    }

    public Tracing tracing() {
        return Tracing.on(sdk.getTracerProvider());
    }

    /** Sends nothing to the collector, and tells what is wrong: empty where it takes it. Blocks, for some seconds at most. */
    public static Optional<Throwable> check(Map<String, String> variables, Duration bound) {
        var made = new AtomicReference<SpanExporter>();
        var once = new HashMap<>(variables);
        once.put("OTEL_JAVA_EXPORTER_OTLP_RETRY_DISABLED", "true");
        var sdk = sdk(once, "", (outcome, spans) -> {}, made);
        try {
            var exporter = made.get();
            if (exporter == null) {
                return Optional.empty();
            }
            var result = exporter.export(List.of()).join(bound.toMillis(), TimeUnit.MILLISECONDS);
            return result.isSuccess()
                    ? Optional.empty()
                    : Optional.of(Objects.requireNonNullElseGet(
                            result.getFailureThrowable(), () -> new TimeoutException("it does not answer")));
        } finally {
            sdk.shutdown();
        }
    }

    /** What waits is sent, as far as that goes quickly. */
    @Override
    public void close() {
        sdk.shutdown().join(FLUSH.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static OpenTelemetrySdk sdk(
            Map<String, String> variables, String version, SpanCounts counts, AtomicReference<SpanExporter> made) {
        var waiting = new Waiting();
        return AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesCustomizer(given -> properties(variables))
                .addResourceCustomizer((resource, properties) -> named(resource, version))
                .addSpanExporterCustomizer((exporter, properties) -> {
                    made.set(exporter);
                    return new Exported(exporter, waiting, counts);
                })
                .addSpanProcessorCustomizer((processor, properties) -> {
                    waiting.boundedBy(properties.getInt("otel.bsp.max.queue.size", QUEUE));
                    return new Bounded(processor, waiting, counts);
                })
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
    }

    /** Spans are all that is exported: metrics are Prometheus' to fetch, and logs go to standard error. */
    private static Map<String, String> properties(Map<String, String> variables) {
        // OpenTelemetry looks into the environment, too, and takes what is empty there for a value.
        var properties = new HashMap<>(DEFAULTS);
        variables.forEach(
                (name, value) -> properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
        properties.put("otel.metrics.exporter", "none");
        properties.put("otel.logs.exporter", "none");
        properties.put("otel.propagators", "tracecontext");
        return properties;
    }

    private static Resource named(Resource resource, String version) {
        var ours = Resource.builder().put("service.version", version);
        if (String.valueOf(resource.getAttribute(SERVICE)).startsWith("unknown_service")) {
            ours.put(SERVICE, Tracing.NAME);
        }
        if (resource.getAttribute(INSTANCE) == null) {
            ours.put(INSTANCE, UUID.randomUUID().toString());
        }
        return resource.merge(ours.build());
    }
}
