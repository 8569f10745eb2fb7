package org.meetingsgateway.simulators;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

/** Another host, which a product points at: nobody should come. For one thread. */
final class Elsewhere {
    private final HttpServer server;
    private long strayed;

    Elsewhere(Vertx vertx) {
        server = vertx.createHttpServer().requestHandler(request -> {
            strayed++;
            request.response().putHeader("Content-Type", "application/json").end("{}");
        });
    }

    Future<Void> start() {
        return server.listen(0, Simulator.HOST).mapEmpty();
    }

    /** Another name than the product's own. */
    String origin() {
        return "http://localhost:" + server.actualPort();
    }

    long strayed() {
        return strayed;
    }

    Future<Void> close() {
        return server.close();
    }
}
