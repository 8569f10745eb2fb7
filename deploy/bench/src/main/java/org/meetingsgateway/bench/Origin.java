package org.meetingsgateway.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the proxies are in front of: a fixed body for each path, as fast as Vert.x gives it. */
public final class Origin {
    /** The environment variable that says which file each path answers, as JSON. */
    static final String SETTINGS = "BENCH_ORIGIN";

    private Origin() {}

    public static void main(String[] arguments) throws IOException {
        var bodies = new HashMap<String, Buffer>();
        for (var each : new JsonObject(System.getenv(SETTINGS))) {
            bodies.put(each.getKey(), Buffer.buffer(Files.readAllBytes(Path.of((String) each.getValue()))));
        }
        var vertx = Vertx.vertx();
        var verticles = new CopyOnWriteArrayList<Verticle>();
        vertx.deployVerticle(
                        () -> {
                            var verticle = new Verticle(Map.copyOf(bodies));
                            verticles.add(verticle);
                            return verticle;
                        },
                        new DeploymentOptions()
                                .setInstances(Runtime.getRuntime().availableProcessors()))
                .onSuccess(deployed -> System.out.println("ready " + verticles.getFirst().port))
                .onFailure(failure -> {
                    System.err.println(failure);
                    System.exit(1);
                });
    }

    private static final class Verticle extends VerticleBase {
        private final Map<String, Buffer> bodies;
        private int port;

        Verticle(Map<String, Buffer> bodies) {
            this.bodies = bodies;
        }

        @Override
        public Future<?> start() {
            return vertx.createHttpServer(
                            new HttpServerOptions().setHost("127.0.0.1").setPort(-1))
                    .requestHandler(this::serve)
                    .listen()
                    .onSuccess(server -> port = server.actualPort());
        }

        private void serve(HttpServerRequest request) {
            var body = bodies.get(request.uri());
            if (body == null) {
                request.response().setStatusCode(404).end();
            } else {
                request.response().putHeader("Content-Type", "application/json").end(body);
            }
        }
    }
}
