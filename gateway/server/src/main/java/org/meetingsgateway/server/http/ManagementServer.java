package org.meetingsgateway.server.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.meetingsgateway.server.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /metrics}, {@code /health/live} and {@code /health/ready} for operators, on a port of their own. */
public final class ManagementServer {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);
    private static final int IDLE_SECONDS = 30;

    /** The checks, as answers and metrics name them. */
    private static final String DATABASE = "database";

    private static final String LISTENER = "listener";

    private final Vertx vertx;
    private final Metrics metrics;
    private final Readiness readiness;
    private final HttpServer server;
    /** By content type: who asks while a scrape is being made gets that one. */
    private final Map<String, Future<String>> scrapes = new ConcurrentHashMap<>();

    public ManagementServer(Vertx vertx, Metrics metrics, Readiness readiness) {
        this.vertx = vertx;
        this.metrics = metrics;
        this.readiness = readiness;
        this.server = vertx.createHttpServer(new HttpServerOptions()
                        .setHttp2ClearTextEnabled(false)
                        .setIdleTimeout(IDLE_SECONDS)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS))
                .requestHandler(router());
    }

    /**
     * Starts listening.
     *
     * @param port 0 is any free one
     * @return the port
     */
    public Future<Integer> start(String host, int port) {
        return server.listen(port, host).map(HttpServer::actualPort);
    }

    public Future<Void> close() {
        return server.close();
    }

    private Router router() {
        var router = Router.router(vertx);
        router.route("/metrics").handler(this::onlyRead).handler(this::metrics);
        router.route("/health/live")
                .handler(this::onlyRead)
                .handler(context -> json(context.response(), 200, new JsonObject().put("status", "up")));
        router.route("/health/ready").handler(this::onlyRead).handler(this::ready);
        return router;
    }

    private void onlyRead(RoutingContext context) {
        var method = context.request().method();
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            context.next();
        } else {
            context.response()
                    .setStatusCode(405)
                    .putHeader("Allow", "GET, HEAD")
                    .end();
        }
    }

    private void metrics(RoutingContext context) {
        var type = type(context.request());
        scrape(type)
                .onSuccess(text -> end(context.response().putHeader("Content-Type", type), text))
                .onFailure(context::fail);
    }

    private static String type(HttpServerRequest request) {
        var accept = request.getHeader("Accept");
        return accept != null && accept.contains("application/openmetrics-text")
                ? Metrics.OPEN_METRICS
                : Metrics.PROMETHEUS_TEXT;
    }

    private Future<String> scrape(String type) {
        var running = scrapes.get(type);
        if (running != null && !running.isComplete()) {
            return running;
        }
        Future<String> scrape = readiness
                .status()
                .onSuccess(status -> {
                    metrics.health(DATABASE, status.database());
                    metrics.health(LISTENER, !status.draining());
                })
                .compose(status -> vertx.executeBlocking(() -> metrics.scrape(type)))
                .map(Objects::requireNonNull);
        scrapes.put(type, scrape);
        return scrape;
    }

    private void ready(RoutingContext context) {
        readiness
                .status()
                .onSuccess(status -> {
                    var checks = new JsonObject()
                            .put(DATABASE, status.database() ? "up" : "down")
                            .put(LISTENER, status.draining() ? "draining" : "up");
                    json(
                            context.response(),
                            status.ready() ? 200 : 503,
                            new JsonObject()
                                    .put("status", status.ready() ? "up" : "down")
                                    .put("checks", checks));
                })
                .onFailure(context::fail);
    }

    private static void json(HttpServerResponse response, int status, JsonObject body) {
        end(response.setStatusCode(status).putHeader("Content-Type", "application/json"), body.encode());
    }

    private static void end(HttpServerResponse response, String body) {
        response.putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(body)
                .onFailure(gone -> LOG.debug("A caller of the management port left", gone));
    }
}
