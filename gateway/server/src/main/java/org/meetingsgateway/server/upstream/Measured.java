package org.meetingsgateway.server.upstream;

import io.vertx.core.Future;
import org.meetingsgateway.server.metrics.ClientMetrics;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** An exchange whose requests are timed, each under the status of its response, or under why there is none. */
public record Measured(Exchange exchange, ClientMetrics metrics) implements Exchange {
    @Override
    public Future<WireResponse.Bytes> send(WireRequest request) {
        long start = System.nanoTime();
        return exchange.send(request)
                .onSuccess(response -> metrics.ended(String.valueOf(response.status()), System.nanoTime() - start))
                .onFailure(failure -> metrics.ended(reason(failure), System.nanoTime() - start));
    }

    private static String reason(Throwable failure) {
        return failure instanceof NoResponse none ? none.reason().code() : "error";
    }
}
