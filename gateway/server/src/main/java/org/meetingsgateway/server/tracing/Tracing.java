package org.meetingsgateway.server.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Begins traces, or goes on with those of callers. Where it is off, only the ids of callers are carried on. */
public final class Tracing {
    static final String NAME = "meetings-gateway";

    private static final String TRACE_PARENT = "traceparent";
    private static final int TRACE_ID_FROM = "00-".length();
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private static final TextMapGetter<MultiMap> HEADERS = new TextMapGetter<>() {
        @Override
        @SuppressWarnings("deprecation") // and yet it must be there
        public Iterable<String> keys(MultiMap headers) {
            return headers.names();
        }

        @Override
        public @Nullable String get(@Nullable MultiMap headers, String name) {
            return headers == null ? null : headers.get(name);
        }
    };

    private static final Tracer NOBODY = TracerProvider.noop().get(NAME);

    private final Tracer tracer;
    private final boolean on;

    private Tracing(Tracer tracer, boolean on) {
        this.tracer = tracer;
        this.on = on;
    }

    public static Tracing off() {
        return new Tracing(NOBODY, false);
    }

    static Tracing on(TracerProvider provider) {
        return new Tracing(provider.get(NAME), true);
    }

    /**
     * A request that has come, which is the current work of its context from now on. Who receives it names and ends it.
     * A {@code traceparent} that is not as W3C Trace Context has it, or is there twice, is as good as none.
     */
    public Work received(MultiMap headers) {
        var work = on
                ? new Work(
                        tracer,
                        tracer.spanBuilder("request")
                                .setSpanKind(SpanKind.SERVER)
                                .setParent(parent(headers))
                                .startSpan(),
                        true)
                : caller(headers);
        if (!work.equals(Work.NONE)) {
            CurrentWork.set(work);
        }
        return work;
    }

    /** What the caller says that its request is part of. */
    public static Work caller(MultiMap headers) {
        var span = Span.fromContext(parent(headers));
        return span.getSpanContext().isValid() ? new Work(NOBODY, span, false) : Work.NONE;
    }

    private static Context parent(MultiMap headers) {
        if (!headers.contains(TRACE_PARENT) || headers.getAll(TRACE_PARENT).size() != 1) {
            return Context.root();
        }
        return W3C.extract(Context.root(), headers, HEADERS);
    }

    /** The trace that a request of {@link #received} is of, by the header that it then has; null where it is of none. */
    public static @Nullable String traceId(@Nullable String traceParent) {
        if (traceParent == null || traceParent.length() < TRACE_ID_FROM + TraceId.getLength()) {
            return null;
        }
        var id = traceParent.substring(TRACE_ID_FROM, TRACE_ID_FROM + TraceId.getLength());
        return TraceId.isValid(id) ? id : null;
    }

    /**
     * Something that nobody asked for, as the beginning of a trace. To be called on an event loop.
     *
     * @param about what is known of it: no secret
     */
    public <T> Future<T> job(String name, Map<String, String> about, Supplier<Future<T>> what) {
        if (!on) {
            return what.get();
        }
        var work = new Work(
                tracer, tracer.spanBuilder(name).setParent(Context.root()).startSpan(), true);
        about.forEach(work::with);
        var done = Promise.<T>promise();
        CurrentWork.apart(work, () -> work.until(started(what)).onComplete(done));
        return done.future();
    }

    private static <T> Future<T> started(Supplier<Future<T>> what) {
        try {
            return what.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}
