package org.meetingsgateway.server.federation;

import io.vertx.core.Future;
import java.time.Duration;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Sends nothing more once nobody waits for it: what several requests are needed for does not go on behind a caller's back. */
record Patient(Exchange exchange, long until) implements Exchange {
    static Patient from(Exchange exchange, Duration patience) {
        return new Patient(exchange, System.nanoTime() + patience.toNanos());
    }

    @Override
    public Future<WireResponse.Bytes> send(WireRequest request) {
        return System.nanoTime() - until > 0
                ? Future.failedFuture(new RemoteFailure.Unwell("Nobody waits for it any more", null, "busy"))
                : exchange.send(request);
    }
}
