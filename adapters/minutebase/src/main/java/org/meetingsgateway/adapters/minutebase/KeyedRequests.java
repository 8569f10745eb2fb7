package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Requests with a person's key as the user of HTTP Basic; any answer but a result is a {@link RemoteFailure}. */
record KeyedRequests(Account account, Exchange exchange) {
    Future<WireResponse.Bytes> send(WireRequest request) {
        var user = (account.credential() + ":x").getBytes(StandardCharsets.UTF_8); // any password will do
        request.headers()
                .set("Authorization", "Basic " + Base64.getEncoder().encodeToString(user))
                .set("Accept", "application/json");
        return exchange.send(request).compose(response -> {
            var failure = RemoteFailures.of(response);
            return failure == null ? Future.succeededFuture(response) : Future.failedFuture(failure);
        });
    }
}
