package org.meetingsgateway.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.meetingsgateway.server.config.DataDir;
import org.meetingsgateway.server.config.Database;
import org.meetingsgateway.server.store.embedded.EmbeddedPostgres;

/** PostgreSQL, the gateway and the yardstick, started and filled. */
final class Servers {
    private static final String MAIN = "org.meetingsgateway.server.app.Main";
    private static final String ADMIN_TOKEN = "benchmark-admin-token-0123456789abcdef";
    private static final String NO_LIMIT = "100000000/60";

    /** What it remembers of answers would hide what they cost. */
    private static final Map<String, String> FROM_STORE = Map.of("GATEWAY_HOT_READS_MB", "0");

    private final Workspace workspace;
    private final Options options;
    private final Database database;
    private final long postgres;
    private final Child gateway;

    private Servers(Workspace workspace, Options options, Database database, long postgres, Child gateway) {
        this.workspace = workspace;
        this.options = options;
        this.database = database;
        this.postgres = postgres;
        this.gateway = gateway;
    }

    static Servers start(Workspace workspace, Options options) throws IOException {
        var data = DataDir.open(workspace.folder().resolve("database"));
        var database = workspace.closing(EmbeddedPostgres.start(data)).database();
        var pid = Files.readAllLines(data.path().resolve("postgres/data/postmaster.pid"))
                .getFirst();
        var gateway = startGateway(workspace, options, database, "gateway", FROM_STORE, Jvm.own());
        return new Servers(workspace, options, database, Long.parseLong(pid.strip()), gateway);
    }

    private static Child startGateway(
            Workspace workspace, Options options, Database database, String name, Map<String, String> more, Jvm jvm)
            throws IOException {
        var environment = new HashMap<>(Map.of(
                "GATEWAY_PORT",
                "0",
                "GATEWAY_MANAGEMENT_PORT",
                "0",
                "GATEWAY_DATA_DIR",
                // Its generated secrets, which all gateways of a database have in common.
                workspace.folder().resolve("gateway").toString(),
                "GATEWAY_DATABASE_URL",
                url(database),
                "GATEWAY_ADMIN_TOKEN",
                ADMIN_TOKEN,
                "GATEWAY_UPSTREAM_ALLOW",
                "127.0.0.0/8",
                "GATEWAY_LIMIT_CANONICAL",
                NO_LIMIT,
                "GATEWAY_LIMIT_MEETLOG",
                NO_LIMIT,
                "GATEWAY_LIMIT_MINUTEBASE",
                NO_LIMIT,
                "GATEWAY_LIMIT_DESKTOP",
                NO_LIMIT));
        environment.putAll(more);
        var jvmOptions = new ArrayList<>(jvm.gatewayOptions());
        if (options.gatewayJvm() != null) {
            jvmOptions.add(options.gatewayJvm());
        }
        return workspace.closing(Child.start(
                jvm,
                Child.classPath(options.lib()),
                MAIN,
                jvmOptions,
                environment,
                workspace.folder().resolve(name + ".log")));
    }

    /** One more gateway on the same database, as it is without settings: it remembers answers of reads. */
    Child startHot(String name) throws IOException {
        return startGateway(workspace, options, database, name, Map.of(), Jvm.own());
    }

    /** One more gateway on the same database that always asks it. */
    Child startStore(String name, Jvm jvm) throws IOException {
        return startGateway(workspace, options, database, name, FROM_STORE, jvm);
    }

    private static String url(Database d) {
        return "postgresql://%s:%s@%s:%d/%s?sslmode=disable"
                .formatted(d.user(), d.password().value(), d.host(), d.port(), d.name());
    }

    String apiUrl() throws IOException {
        return apiUrl(gateway);
    }

    static String apiUrl(Child gateway) throws IOException {
        return url(gateway, "api");
    }

    /** Where a gateway listens: printed as {@code ready api=http://… management=http://…}. */
    static String url(Child gateway, String name) throws IOException {
        for (var word : gateway.ready().split(" ", -1)) {
            if (word.startsWith(name + "=")) {
                return word.substring(name.length() + 1);
            }
        }
        throw new IOException("no URL of " + name + " in: " + gateway.ready());
    }

    Api admin() throws IOException {
        return new Api(apiUrl(), ADMIN_TOKEN);
    }

    Database database() {
        return database;
    }

    Child gateway() {
        return gateway;
    }

    long gatewayPid() {
        return gateway.pid();
    }

    long postgresPid() {
        return postgres;
    }

    /** Both tenants, full. */
    List<Filled> fill() throws IOException, SQLException, InterruptedException {
        return fill(List.of(Options.SMALL, options.meetings()));
    }

    /** Tenants with as many meetings, full. */
    List<Filled> fill(List<Integer> sizes) throws IOException, SQLException, InterruptedException {
        var filled = new ArrayList<Filled>();
        try (var dataset = Dataset.connect(database)) {
            for (var size : sizes) {
                var tenant = Tenant.prepare(admin(), size == Options.SMALL ? "small" : "large");
                dataset.fill(tenant, size);
                filled.add(new Filled(tenant, dataset.tenantId(tenant), size));
            }
        }
        return filled;
    }

    /** A tenant with its meetings. */
    record Filled(Tenant tenant, UUID id, int meetings) {}

    /** The yardstick, with one route for every list and tenant. */
    Child startBare(List<Filled> tenants) throws IOException, InterruptedException {
        var routes = new JsonArray();
        for (var each : tenants) {
            var list = new Api(apiUrl(), each.tenant().token())
                    .get(Listing.CANONICAL.path(each.tenant().slug()));
            for (var listing : options.listings()) {
                routes.add(new JsonObject()
                        .put("path", barePath(listing, each))
                        .put("listing", listing.name())
                        .put("tenant", each.tenant().slug())
                        .put("tenant_id", each.id().toString())
                        .put("person_id", each.tenant().ann())
                        .put("next_cursor", list.getString("next_cursor")));
            }
        }
        var settings = new JsonObject().put("database", databaseSettings()).put("routes", routes);
        return child(BareServer.class, List.of(), Map.of(BareServer.SETTINGS, settings.encode()));
    }

    Workspace workspace() {
        return workspace;
    }

    /** One of ours in a process of its own, which ends with the benchmark at the latest. */
    Child child(Class<?> main, List<String> jvmOptions, Map<String, String> environment) throws IOException {
        return workspace.closing(Child.start(
                Jvm.own(),
                System.getProperty("java.class.path"),
                main.getName(),
                jvmOptions,
                environment,
                workspace.folder().resolve(main.getSimpleName() + ".log")));
    }

    JsonObject databaseSettings() {
        return new JsonObject()
                .put("host", database.host())
                .put("port", database.port())
                .put("user", database.user())
                .put("password", database.password().value())
                .put("name", database.name());
    }

    private static String barePath(Listing listing, Filled tenant) {
        return "/" + tenant.tenant().slug() + listing.path(tenant.tenant().slug());
    }

    /** Every list; fails where gateway and yardstick do not answer the same bytes. */
    List<Case> cases(Child bare, List<Filled> tenants) throws IOException {
        var api = URI.create(apiUrl());
        int barePort = bare.port();
        var cases = new ArrayList<Case>();
        for (var listing : options.listings()) {
            for (var each : tenants) {
                var authorization = each.tenant().authorization(listing);
                var ours = Request.get(listing.path(each.tenant().slug()), authorization);
                var theirs = Request.get(barePath(listing, each), authorization);
                int length = sameBytes(
                        listing, body(api.getHost(), api.getPort(), ours), body("127.0.0.1", barePort, theirs));
                cases.add(new Case(
                        listing,
                        each.meetings(),
                        new Request(api.getHost(), api.getPort(), ours, length),
                        new Request("127.0.0.1", barePort, theirs, length)));
            }
        }
        return cases;
    }

    static byte[] body(Request request) throws IOException {
        return body(request.host(), request.port(), request.text());
    }

    private static byte[] body(String host, int port, String request) throws IOException {
        try (var connection = new HttpConnection(host, port)) {
            var answer = connection.send(request.getBytes(StandardCharsets.US_ASCII));
            var body = connection.body(answer);
            if (answer.status() != 200) {
                throw new IOException("answered " + answer.status() + ": " + new String(body, StandardCharsets.UTF_8));
            }
            return body;
        }
    }

    private static int sameBytes(Listing listing, byte[] gateway, byte[] bare) throws IOException {
        int at = Arrays.mismatch(gateway, bare);
        if (at >= 0) {
            throw new IOException("The yardstick is none: it answers other bytes for " + listing.label()
                    + " than the gateway, from byte " + at + " on\n  gateway: " + around(gateway, at) + "\n  bare:    "
                    + around(bare, at));
        }
        return gateway.length;
    }

    private static String around(byte[] body, int at) {
        int from = Math.max(0, at - 60);
        return new String(body, from, Math.min(body.length, at + 60) - from, StandardCharsets.UTF_8);
    }
}
