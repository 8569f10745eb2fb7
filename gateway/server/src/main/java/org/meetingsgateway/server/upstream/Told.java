package org.meetingsgateway.server.upstream;

import io.vertx.core.Future;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** An exchange whose requests without a response fail as remote products do, without a word about where they are. */
public record Told(Exchange exchange) implements Exchange {
    @Override
    public Future<WireResponse.Bytes> send(WireRequest request) {
        return exchange.send(request)
                .recover(failure -> Future.failedFuture(
                        failure instanceof NoResponse none
                                ? new RemoteFailure.Unwell(
                                        "There was no answer",
                                        null,
                                        none.reason().code())
                                : failure));
    }
}
