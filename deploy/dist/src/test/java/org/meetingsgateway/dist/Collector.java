package org.meetingsgateway.dist;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A collector of spans as OpenTelemetry's exporters see it, over HTTP with protobuf. */
final class Collector implements AutoCloseable {
    /**
     * A span that arrived.
     *
     * @param parent empty for the first of a trace
     * @param attributes with those of the resource
     */
    record Seen(
            String trace,
            String id,
            String parent,
            String name,
            Span.SpanKind kind,
            boolean failed,
            Map<String, String> attributes) {}

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final List<Seen> spans = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    Collector() throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    authorizations.add(String.valueOf(request.getHeader("Authorization")));
                    if (status == 200 && request.path().equals("/v1/traces")) {
                        take(body.getBytes());
                    }
                    request.response()
                            .setStatusCode(status)
                            .putHeader("Content-Type", "application/x-protobuf")
                            .end();
                }));
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    List<Seen> spans() {
        return spans;
    }

    List<String> authorizations() {
        return authorizations;
    }

    /** What it answers from now on. */
    void answers(int other) {
        status = other;
    }

    /** Waits for it. */
    Seen span(String trace, String name) {
        try {
            Wait.until("a span", () -> find(trace, name) != null);
        } catch (AssertionError e) {
            var others =
                    spans.stream().filter(span -> span.trace().equals(trace)).toList();
            throw new AssertionError("no span " + name + " among " + others, e);
        }
        return find(trace, name);
    }

    private Seen find(String trace, String name) {
        return spans.stream()
                .filter(span -> span.trace().equals(trace) && span.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private void take(byte[] body) {
        try {
            for (var resource : ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
                var shared = new TreeMap<String, String>();
                resource.getResource()
                        .getAttributesList()
                        .forEach(attribute -> shared.put(
                                attribute.getKey(), attribute.getValue().getStringValue()));
                for (var scope : resource.getScopeSpansList()) {
                    scope.getSpansList().forEach(span -> spans.add(seen(span, shared)));
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Seen seen(Span span, Map<String, String> shared) {
        var attributes = new TreeMap<>(shared);
        span.getAttributesList().forEach(attribute -> {
            var value = attribute.getValue();
            attributes.put(
                    attribute.getKey(),
                    value.hasIntValue() ? String.valueOf(value.getIntValue()) : value.getStringValue());
        });
        return new Seen(
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                hex(span.getParentSpanId()),
                span.getName(),
                span.getKind(),
                span.getStatus().getCodeValue() == 2,
                attributes);
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    @Override
    public void close() {
        vertx.close();
    }
}
