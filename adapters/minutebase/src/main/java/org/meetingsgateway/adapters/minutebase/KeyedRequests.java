package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Requests with a person's key as the user of HTTP Basic; any answer but a result is a {@link RemoteFailure}. */
record KeyedRequests(Account account, Exchange exchange) {
    private static final String JSON = "application/json";

    /** Reads something. */
    Future<WireResponse.Bytes> send(WireRequest request) {
        return send(request, RemoteFailures::of);
    }

    /** Writes something. */
    Future<WireResponse.Bytes> send(HttpMethod method, String path, JsonObject body) {
        var request = request(method, path).withBody(body.toBuffer());
        request.headers().set(HttpHeaders.CONTENT_TYPE, JSON);
        return send(request, RemoteFailures::ofWrite);
    }

    /** The same without a body: the path says it all. */
    Future<WireResponse.Bytes> send(HttpMethod method, String path) {
        return send(request(method, path), RemoteFailures::ofWrite);
    }

    private static WireRequest request(HttpMethod method, String path) {
        return new WireRequest(
                method,
                "",
                path,
                Map.of(),
                MultiMap.caseInsensitiveMultiMap(),
                MultiMap.caseInsensitiveMultiMap(),
                Buffer.buffer());
    }

    private Future<WireResponse.Bytes> send(
            WireRequest request, Function<WireResponse.Bytes, @Nullable RemoteFailure> failing) {
        var user = (account.credential() + ":x").getBytes(StandardCharsets.UTF_8); // any password will do
        request.headers()
                .set("Authorization", "Basic " + Base64.getEncoder().encodeToString(user))
                .set("Accept", JSON);
        return exchange.send(request).compose(response -> {
            var failure = failing.apply(response);
            return failure == null ? Future.succeededFuture(response) : Future.failedFuture(failure);
        });
    }
}
