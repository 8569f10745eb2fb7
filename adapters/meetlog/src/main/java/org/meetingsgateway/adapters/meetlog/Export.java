package org.meetingsgateway.adapters.meetlog;

import io.vertx.core.Future;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Requests with an account's key; any answer but a result is a {@link RemoteFailure}. */
record Export(Account account, Exchange exchange) {
    Future<WireResponse.Bytes> get(WireRequest request) {
        request.headers().set("Authorization", "Bearer " + account.credential()).set("Accept", "application/json");
        return exchange.send(request).compose(response -> {
            var failure = MeetLogErrors.failure(response);
            return failure == null ? Future.succeededFuture(response) : Future.failedFuture(failure);
        });
    }
}
