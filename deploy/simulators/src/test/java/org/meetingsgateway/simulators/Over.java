package org.meetingsgateway.simulators;

import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Requests to a simulator over HTTP, as anybody sends them. */
record Over(HttpClient client, Context loop, String url, AtomicLong sent) implements Exchange {
    static Over http(Vertx vertx, Simulator simulator) {
        return http(vertx, simulator.url());
    }

    static Over http(Vertx vertx, String url) {
        return new Over(vertx.createHttpClient(), vertx.getOrCreateContext(), url, new AtomicLong());
    }

    @Override
    public Future<WireResponse.Bytes> send(WireRequest request) {
        sent.incrementAndGet();
        var target = new QueryStringEncoder(request.path());
        request.query().forEach(parameter -> target.addParam(parameter.getKey(), parameter.getValue()));
        var options = new RequestOptions()
                .setAbsoluteURI(url + target)
                .setMethod(request.method())
                .setHeaders(request.headers());
        var answer = Promise.<WireResponse.Bytes>promise();
        // On the client's own loop: else the body could have come before anybody asks for it.
        loop.runOnContext(here -> client.request(options)
                .compose(sending -> sending.send(request.body()))
                .compose(response -> response.body()
                        .map(body -> new WireResponse.Bytes(response.statusCode(), response.headers(), body)))
                .onComplete(answer));
        return answer.future();
    }

    /** Waits for it: tests may. */
    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
