package org.meetingsgateway.server.upstream;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.meetingsgateway.server.access.Outcome;

/** An HTTP server that does what a test wants it to. */
public final class FakeUpstream {
    private final HttpServer server;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<HttpServerRequest> requests = new CopyOnWriteArrayList<>();
    private volatile Consumer<HttpServerRequest> behaviour =
            request -> request.response().end();

    private FakeUpstream(Vertx vertx) {
        server = vertx.createHttpServer()
                .connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(request -> {
                    requests.add(request);
                    request.body().onSuccess(body -> {
                        asked.add(body.toString());
                        behaviour.accept(request);
                    });
                });
    }

    public static FakeUpstream start(Vertx vertx) throws Exception {
        var fake = new FakeUpstream(vertx);
        Outcome.of(fake.server.listen(0, "127.0.0.1"));
        return fake;
    }

    public void does(Consumer<HttpServerRequest> something) {
        behaviour = something;
    }

    public void answers(int status, String contentType, String body) {
        does(request -> request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", contentType)
                .end(body));
    }

    public int port() {
        return server.actualPort();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public int connections() {
        return connections.get();
    }

    /** What was asked, latest last. */
    public List<HttpServerRequest> requests() {
        return requests;
    }

    public List<String> bodies() {
        return asked;
    }
}
