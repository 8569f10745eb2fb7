package org.meetingsgateway.server.access;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Reads a JWK set over HTTP: no redirects, bounded in time and size. */
final class JwksFetch {
    private static final int MAX_BYTES = 256 * 1024;
    private static final int MAX_WAITING = 10;

    private final HttpClientAgent client;
    private final URI url;
    private final Duration patience;

    /** {@code patience}: how long a connection may take, and then the whole answer. */
    JwksFetch(Vertx vertx, URI url, Duration patience) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) patience.toMillis())
                        .setKeepAlive(false)
                        .setMaxRedirects(0),
                new PoolOptions().setMaxWaitQueueSize(MAX_WAITING));
        this.url = url;
        this.patience = patience;
    }

    Future<JsonObject> read() {
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(url.toString())
                        .putHeader("Accept", "application/jwk-set+json, application/json"))
                .compose(request -> request.send()
                        .compose(response -> body(request, response))
                        // Also against an answer that comes drop by drop.
                        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                        .onFailure(failure -> request.reset()))
                .timeout(2 * patience.toMillis(), TimeUnit.MILLISECONDS)
                .map(JsonObject::new);
    }

    Future<Void> close() {
        return client.close();
    }

    private static Future<Buffer> body(HttpClientRequest request, HttpClientResponse response) {
        var body = Buffer.buffer();
        var whole = Promise.<Buffer>promise();
        response.exceptionHandler(whole::tryFail);
        if (response.statusCode() != 200) {
            return Future.failedFuture(new IllegalStateException("status " + response.statusCode()));
        }
        response.handler(piece -> {
            if (body.length() + piece.length() > MAX_BYTES) {
                whole.tryFail(new IllegalStateException("more than " + MAX_BYTES + " bytes"));
                request.reset();
            } else {
                body.appendBuffer(piece);
            }
        });
        response.endHandler(end -> whole.tryComplete(body));
        return whole.future();
    }
}
