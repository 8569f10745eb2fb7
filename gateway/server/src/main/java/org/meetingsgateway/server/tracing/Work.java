package org.meetingsgateway.server.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.vertx.core.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;

/**
 * A piece of work in a trace: a span, or the one of a caller where nothing is recorded here. Names are of a bounded number;
 * no path as it was sent, no query, no value of a statement and no secret is ever given to it. From any thread.
 */
public final class Work {
    /** Of no trace. */
    public static final Work NONE = new Work(TracerProvider.noop().get(Tracing.NAME), Span.getInvalid(), false);

    /** Who does it. */
    public enum Kind {
        HERE(SpanKind.INTERNAL),
        /** Somebody who is asked. */
        THERE(SpanKind.CLIENT);

        private final SpanKind kind;

        Kind(SpanKind kind) {
            this.kind = kind;
        }
    }

    private final Tracer tracer;
    private final Span span;
    private final boolean own;

    /** @param own whether it is done here, and not by the one who called */
    Work(Tracer tracer, Span span, boolean own) {
        this.tracer = tracer;
        this.span = span;
        this.own = own;
    }

    /** What is being done where this is asked. */
    public static Work current() {
        return CurrentWork.get();
    }

    /** Whether somebody hears of it: else there is no need to tell it anything. */
    public boolean isRecorded() {
        return span.isRecording();
    }

    /** 32 hexadecimal digits; null where it is of no trace. */
    public @Nullable String traceId() {
        return span.getSpanContext().isValid() ? span.getSpanContext().getTraceId() : null;
    }

    /** 16 hexadecimal digits; null where it is of no trace, or the caller's. */
    public @Nullable String spanId() {
        return own && span.getSpanContext().isValid() ? span.getSpanContext().getSpanId() : null;
    }

    /** As a header of what is done for it (W3C Trace Context); null where it is of no trace. */
    public @Nullable String traceParent() {
        var context = span.getSpanContext();
        return context.isValid()
                ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                        + context.getTraceFlags().asHex()
                : null;
    }

    public Work with(String attribute, String value) {
        span.setAttribute(attribute, value);
        return this;
    }

    public Work with(String attribute, long value) {
        span.setAttribute(attribute, value);
        return this;
    }

    public void rename(String name) {
        span.updateName(name);
    }

    /** It is over, and it was not the caller who was wrong. */
    public void fail(String type) {
        span.setAttribute("error.type", type);
        span.setStatus(StatusCode.ERROR);
        span.end();
    }

    public void end() {
        span.end();
    }

    /** Something that is done for it, until its future ends. Of a failure nothing is told but its class. */
    public <T extends @Nullable Object> Future<T> during(String name, Kind kind, Function<Work, Future<T>> what) {
        if (!isRecorded()) {
            return what.apply(NONE);
        }
        var part = new Work(
                tracer,
                tracer.spanBuilder(name)
                        .setSpanKind(kind.kind)
                        .setParent(Context.root().with(span))
                        .startSpan(),
                true);
        try {
            return part.until(what.apply(part));
        } catch (RuntimeException e) {
            part.fail(e.getClass().getName());
            throw e;
        }
    }

    <T extends @Nullable Object> Future<T> until(Future<T> end) {
        return end.onComplete(done -> {
            if (done.succeeded() || isAnswer(done.cause())) {
                end();
            } else {
                fail(done.cause().getClass().getName());
            }
        });
    }

    /** Whether that is what somebody is told who asked for what is not there, or may not be: nothing went wrong. */
    private static boolean isAnswer(Throwable failure) {
        return failure instanceof Problem
                && !(failure instanceof Problem.Internal)
                && !(failure instanceof Problem.Unavailable);
    }
}
