package org.meetingsgateway.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.meetingsgateway.call.Principal;
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

    /**
     * What answers a path.
     *
     * @param pieces the statements of an answer; of an array that is sent in several pieces, those of each
     */
    private record Route(List<List<RecordedStatement>> pieces, Body body) {}

    public static void main(String[] arguments) {
        var settings = new JsonObject(System.getenv(SETTINGS));
        var vertx = Vertx.vertx();
        var database = database(settings.getJsonObject("database"));
        var store = new Store(vertx, database, Clock.systemUTC(), (kind, assignee) -> {});
        routes(settings.getJsonArray("routes"), store)
                .compose(routes -> appends(settings.getJsonArray("appends", new JsonArray()), store)
                        .compose(appends -> listen(vertx, () -> new Verticle(store.client(), routes, appends))))
                .onSuccess(port -> System.out.println("ready " + port))
                .onFailure(failure -> {
                    System.err.println(failure);
                    System.exit(1);
                });
    }

    static Database database(JsonObject json) {
        return new Database(
                json.getString("host"),
                json.getInteger("port"),
                json.getString("user"),
                new Secret(json.getString("password")),
                json.getString("name"),
                SslMode.DISABLE);
    }

    private static Future<Map<String, Route>> routes(JsonArray settings, Store store) {
        var routes = new HashMap<String, Route>();
        var all = settings.stream()
                .map(JsonObject.class::cast)
                .map(each -> route(each, store).onSuccess(route -> routes.put(each.getString("path"), route)))
                .toList();
        return Future.all(List.copyOf(all)).map(done -> Map.copyOf(routes));
    }

    private static Future<Map<String, BareAppend>> appends(JsonArray settings, Store store) {
        var appends = new HashMap<String, BareAppend>();
        var all = settings.stream()
                .map(JsonObject.class::cast)
                .map(each ->
                        BareAppend.of(each, store).onSuccess(append -> appends.put(each.getString("path"), append)))
                .toList();
        return Future.all(List.copyOf(all)).map(done -> Map.copyOf(appends));
    }

    private static Future<Route> route(JsonObject json, Store store) {
        return json.containsKey("reading") ? reading(json, store) : listing(json, store);
    }

    private static Future<Route> reading(JsonObject json, Store store) {
        var reading = Reading.valueOf(json.getString("reading"));
        var principal = reading.principal(
                UUID.fromString(json.getString("tenant_id")),
                json.getString("tenant"),
                UUID.fromString(json.getString("person_id")),
                UUID.fromString(json.getString("project_id")));
        return RecordedStatement.of(meetings -> reading.ask(meetings, json.getString("meeting")), principal, store)
                .map(statements -> new Route(List.of(statements), reading.body()));
    }

    private static Future<Route> listing(JsonObject json, Store store) {
        var listing = Listing.valueOf(json.getString("listing"));
        var principal = new Principal(
                UUID.fromString(json.getString("tenant_id")),
                json.getString("tenant"),
                UUID.fromString(json.getString("person_id")),
                "bare",
                Set.of(),
                listing.view());
        Body body = switch (listing) {
            case CANONICAL -> new CanonicalBody(Objects.requireNonNull(json.getString("next_cursor")));
            case MEETLOG -> new MeetlogBody();
            case MINUTEBASE -> new MinutebaseBody(true);
            case MONTH -> new MinutebaseBody(false);
        };
        return RecordedStatement.of(meetings -> Questions.ask(listing, meetings), principal, store)
                .map(statements ->
                        new Route(listing == Listing.MONTH ? pieces(statements) : List.of(statements), body));
    }

    /** Each piece of a month is two statements, and the first one asks for the calendar, too. */
    private static List<List<RecordedStatement>> pieces(List<RecordedStatement> statements) {
        var pieces = new ArrayList<List<RecordedStatement>>();
        for (int end = 3; end <= statements.size(); end += 2) {
            pieces.add(statements.subList(end == 3 ? 0 : end - 2, end));
        }
        return pieces;
    }

    private static Future<Integer> listen(Vertx vertx, Supplier<Verticle> verticle) {
        var verticles = new java.util.concurrent.CopyOnWriteArrayList<Verticle>();
        return vertx.deployVerticle(
                        () -> {
                            var instance = verticle.get();
                            verticles.add(instance);
                            return instance;
                        },
                        // As many as the gateway has.
                        new DeploymentOptions()
                                .setInstances(Runtime.getRuntime().availableProcessors()))
                .map(deployed -> List.copyOf(verticles).getFirst().port);
    }

    private static final class Verticle extends VerticleBase {
        private final SqlClient client;
        private final Map<String, Route> routes;
        private final Map<String, BareAppend> appends;
        private int port;

        Verticle(SqlClient client, Map<String, Route> routes, Map<String, BareAppend> appends) {
            this.client = client;
            this.routes = routes;
            this.appends = appends;
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
            var append = appends.get(request.uri());
            if (append != null) {
                append(append, request);
                return;
            }
            var route = routes.get(request.uri());
            if (route == null) {
                request.response().setStatusCode(404).end();
                return;
            }
            var response = request.response().putHeader("Content-Type", "application/json");
            response.setChunked(route.pieces().size() > 1);
            send(route, 0, response).onFailure(failure -> response.reset());
        }

        private void append(BareAppend append, HttpServerRequest request) {
            var response = request.response().putHeader("Content-Type", "application/json");
            request.body()
                    .compose(body -> append.append(body, client))
                    .compose(response::end)
                    .onFailure(failure -> response.reset());
        }

        private Future<Void> send(Route route, int number, HttpServerResponse response) {
            boolean last = number == route.pieces().size() - 1;
            return RecordedStatement.run(route.pieces().get(number), client)
                    .map(route.body()::write)
                    .map(piece -> joined(piece, number == 0, last))
                    .compose(piece -> last
                            ? response.end(piece)
                            : response.write(piece).compose(written -> send(route, number + 1, response)));
        }

        /** Each piece is a whole array; together they are one. */
        private static Buffer joined(Buffer piece, boolean first, boolean last) {
            if (!first) {
                piece.setByte(0, (byte) ',');
            }
            return last ? piece : piece.slice(0, piece.length() - 1);
        }
    }
}
