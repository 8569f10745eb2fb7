package org.meetingsgateway.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingQuery.Sort;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.server.config.Database;
import org.meetingsgateway.server.config.Secret;
import org.meetingsgateway.server.config.SslMode;
import org.meetingsgateway.server.store.Store;

/**
 * The yardstick: what the same event loops, the same database client and the same SQL give when nothing stands between
 * the rows and the bytes. It knows no credential, limit, route, record, metric or log.
 */
public final class BareServer {
    /** The environment variable that says what to serve, as JSON. */
    static final String SETTINGS = "BENCH_BARE";

    private BareServer() {}

    /** What answers a path. */
    private record Route(RecordedStatement statement, Body body) {}

    public static void main(String[] arguments) {
        var settings = new JsonObject(System.getenv(SETTINGS));
        var vertx = Vertx.vertx();
        var client = new Store(vertx, database(settings.getJsonObject("database")), Clock.systemUTC()).client();
        routes(settings.getJsonArray("routes"), client)
                .compose(routes -> listen(vertx, client, routes))
                .onSuccess(port -> System.out.println("ready " + port))
                .onFailure(failure -> {
                    System.err.println(failure);
                    System.exit(1);
                });
    }

    private static Database database(JsonObject json) {
        return new Database(
                json.getString("host"),
                json.getInteger("port"),
                json.getString("user"),
                new Secret(json.getString("password")),
                json.getString("name"),
                SslMode.DISABLE);
    }

    private static Future<Map<String, Route>> routes(JsonArray settings, SqlClient client) {
        var routes = new HashMap<String, Route>();
        var all = settings.stream()
                .map(JsonObject.class::cast)
                .map(each -> route(each, client).onSuccess(route -> routes.put(each.getString("path"), route)))
                .toList();
        return Future.all(List.copyOf(all)).map(done -> Map.copyOf(routes));
    }

    private static Future<Route> route(JsonObject json, SqlClient client) {
        var style = Style.valueOf(json.getString("style"));
        var call = switch (style) {
            case CANONICAL ->
                new ListMeetings(
                        MeetingQuery.all(Sort.LATEST_START_FIRST), new Slice.After(null, Style.PAGE), Set.of());
            case MEETLOG ->
                new ListMeetings(MeetingQuery.all(Sort.NEWEST_FIRST), new Slice.Numbered(1, Style.PAGE), Set.of());
        };
        var principal = new Principal(
                UUID.fromString(json.getString("tenant_id")),
                json.getString("tenant"),
                UUID.fromString(json.getString("person_id")),
                "bare",
                Set.of(),
                style == Style.CANONICAL ? Principal.View.PERMITTED : Principal.View.OWNED);
        Body body = switch (style) {
            case CANONICAL -> new CanonicalBody(Objects.requireNonNull(json.getString("next_cursor")));
            case MEETLOG -> new MeetlogBody();
        };
        return RecordedStatement.of(call, principal, client, Clock.systemUTC())
                .map(statement -> new Route(statement, body));
    }

    private static Future<Integer> listen(Vertx vertx, SqlClient client, Map<String, Route> routes) {
        var verticles = new java.util.concurrent.CopyOnWriteArrayList<Verticle>();
        return vertx.deployVerticle(
                        () -> {
                            var verticle = new Verticle(client, routes);
                            verticles.add(verticle);
                            return verticle;
                        },
                        // As many as the gateway has.
                        new DeploymentOptions()
                                .setInstances(Runtime.getRuntime().availableProcessors()))
                .map(deployed -> List.copyOf(verticles).getFirst().port);
    }

    private static final class Verticle extends VerticleBase {
        private final SqlClient client;
        private final Map<String, Route> routes;
        private int port;

        Verticle(SqlClient client, Map<String, Route> routes) {
            this.client = client;
            this.routes = routes;
        }

        @Override
        public Future<?> start() {
            var options = new HttpServerOptions().setHost("127.0.0.1").setPort(-1);
            return vertx.createHttpServer(options)
                    .requestHandler(this::serve)
                    .listen()
                    .onSuccess(server -> port = server.actualPort());
        }

        private void serve(HttpServerRequest request) {
            var route = routes.get(request.uri());
            if (route == null) {
                request.response().setStatusCode(404).end();
                return;
            }
            route.statement()
                    .run(client)
                    .map(route.body()::write)
                    .onSuccess(bytes -> request.response()
                            .putHeader("Content-Type", "application/json")
                            .end(bytes))
                    .onFailure(failure -> request.response().setStatusCode(500).end(failure.toString()));
        }
    }
}
