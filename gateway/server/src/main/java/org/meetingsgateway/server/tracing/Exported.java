package org.meetingsgateway.server.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** An exporter whose spans are counted. */
record Exported(SpanExporter exporter, Waiting waiting, SpanCounts counts) implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        int many = spans.size();
        waiting.leave(many);
        var result = exporter.export(spans);
        return result.whenComplete(
                () -> counts.ended(result.isSuccess() ? SpanCounts.EXPORTED : SpanCounts.FAILED, many));
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
