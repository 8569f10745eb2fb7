package org.meetingsgateway.server.upstream;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.Objects;
import org.meetingsgateway.server.tracing.Work;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/**
 * An exchange that is seen in the trace of what it is done for, waiting and repeating included. Whoever is asked is told
 * the {@code traceparent}, which is random, and nothing else: what a caller's {@code tracestate} or {@code baggage} says is
 * no business of others.
 *
 * @param peer who is asked: a style, or a product
 */
public record Traced(Exchange exchange, String peer) implements Exchange {
    @Override
    public Future<WireResponse.Bytes> send(WireRequest request) {
        var work = Work.current();
        if (!work.isRecorded()) {
            return exchange.send(request);
        }
        var operation =
                Objects.requireNonNullElse(request.operation(), request.method().name());
        return work.during(peer + " " + operation, Work.Kind.THERE, part -> {
            part.with("http.request.method", request.method().name()).with("peer.service", peer);
            return exchange.send(told(request, String.valueOf(part.traceParent())))
                    .onSuccess(response -> part.with("http.response.status_code", response.status()));
        });
    }

    private static WireRequest told(WireRequest request, String traceParent) {
        var headers =
                MultiMap.caseInsensitiveMultiMap().addAll(request.headers()).set("traceparent", traceParent);
        return request.withHeaders(headers);
    }
}
