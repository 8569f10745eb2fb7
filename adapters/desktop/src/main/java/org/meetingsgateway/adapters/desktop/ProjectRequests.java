package org.meetingsgateway.adapters.desktop;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Requests about a project's recordings, with an account's key. */
record ProjectRequests(Account account, Exchange exchange) {
    /**
     * A request.
     *
     * @param place what comes after the path of the list: nothing, or a recording's id and a slash
     */
    WireRequest request(HttpMethod method, String place) {
        var path = "%s/%d%s/%s".formatted(DesktopSurface.ROOTS.getFirst(), account.project(), Recordings.PATH, place);
        var headers = MultiMap.caseInsensitiveMultiMap()
                .set("Authorization", "Bearer " + account.credential())
                .set("Accept", Body.JSON);
        return new WireRequest(
                method, "", path, Map.of(), MultiMap.caseInsensitiveMultiMap(), headers, Buffer.buffer());
    }

    WireRequest get(String place) {
        return request(HttpMethod.GET, place);
    }

    /** A request with a body. */
    WireRequest request(HttpMethod method, String place, JsonObject body) {
        var request = request(method, place);
        request.headers().set(HttpHeaders.CONTENT_TYPE, Body.JSON);
        return request.withBody(body.toBuffer());
    }

    /**
     * The answer; a failure where it is no result.
     *
     * @param result the status of a result
     */
    Future<WireResponse.Bytes> send(WireRequest request, int result) {
        return exchange.send(request)
                .compose(response -> response.status() == result
                        ? Future.succeededFuture(response)
                        : Future.failedFuture(DesktopFailures.of(response)));
    }
}
