package org.meetingsgateway.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many callers, each with a key of its own, and one request each: whether memory stays the same. */
final class ManyKeys {
    private static final int TENTHS = 10;

    /** Each asks the database: more would only wait there. */
    private static final int CONNECTIONS = 8;

    private static final String KEYS = """
            INSERT INTO api_key (tenant_id, id, style, person_id, prefix, scopes, created_at)
            SELECT ?, md5('bench ' || g)::uuid, 'meetlog', ?, 'tk_live_benc', ARRAY['export:transcripts'], now()
            FROM generate_series(?::integer, ?::integer) g""";

    private static final String CREDENTIALS = """
            INSERT INTO credential (secret_hash, tenant_id, key_id)
            SELECT sha256(convert_to('tk_live_bench' || g, 'UTF8')), ?, md5('bench ' || g)::uuid
            FROM generate_series(?::integer, ?::integer) g""";

    private final Servers servers;
    private final Child gateway;
    private final int keys;

    /** @param keys a multiple of ten */
    ManyKeys(Servers servers, Child gateway, int keys) {
        this.servers = servers;
        this.gateway = gateway;
        this.keys = keys;
    }

    Table measure() throws IOException, SQLException, InterruptedException {
        var tenant = Tenant.prepare(servers.admin(), "keys");
        fill(tenant);
        var memory = new Memory(gateway.pid());
        var table = new Table("distinct keys seen", "requests/s", "live heap MB", "RSS MB");
        table.row("0", "", "%.0f".formatted(memory.liveHeap()), "%.0f".formatted(memory.resident()));
        for (int tenth = 0; tenth < TENTHS; tenth++) {
            int first = keys / TENTHS * tenth;
            int last = keys / TENTHS * (tenth + 1);
            System.err.println("keys: " + last + " of " + keys);
            long began = System.nanoTime();
            ask(first, last);
            double seconds = (System.nanoTime() - began) / 1e9;
            table.row(
                    "%,d".formatted(last),
                    "%.0f".formatted((last - first) / seconds),
                    "%.0f".formatted(memory.liveHeap()),
                    "%.0f".formatted(memory.resident()));
        }
        return table;
    }

    /** Keys that are there from another run are the same. */
    private void fill(Tenant tenant) throws SQLException {
        var database = servers.database();
        try (var dataset = Dataset.connect(database);
                var connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password().value());
                var count = connection.prepareStatement(
                        "SELECT count(*)::integer FROM api_key WHERE tenant_id = ? AND prefix = 'tk_live_benc'");
                var insertKeys = connection.prepareStatement(KEYS);
                var insertCredentials = connection.prepareStatement(CREDENTIALS)) {
            var id = dataset.tenantId(tenant);
            count.setObject(1, id);
            try (var rows = count.executeQuery()) {
                rows.next();
                if (rows.getInt(1) == keys) {
                    return;
                }
            }
            System.err.println("keys: making " + keys);
            execute(connection, "DELETE FROM api_key WHERE prefix = 'tk_live_benc'");
            insertKeys.setObject(1, id);
            insertKeys.setObject(2, UUID.fromString(tenant.ann()));
            insertKeys.setInt(3, 0);
            insertKeys.setInt(4, keys - 1);
            insertKeys.executeUpdate();
            insertCredentials.setObject(1, id);
            insertCredentials.setInt(2, 0);
            insertCredentials.setInt(3, keys - 1);
            insertCredentials.executeUpdate();
            execute(connection, "ANALYZE");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void ask(int first, int last) throws IOException, InterruptedException {
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int from = first + i;
                running.add(threads.submit(() -> {
                    ask(from, last, CONNECTIONS);
                    return null;
                }));
            }
            for (var each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("A key was not let in: " + e.getCause(), e);
        }
    }

    private void ask(int from, int last, int step) throws IOException {
        var api = URI.create(Servers.apiUrl(gateway));
        try (var connection = new HttpConnection(api.getHost(), api.getPort())) {
            for (int i = from; i < last; i += step) {
                var request = Request.get("/api/v1/export/transcripts?page_size=1", "Bearer tk_live_bench" + i);
                var answer = connection.send(request.getBytes(StandardCharsets.US_ASCII));
                if (answer.status() != 200 || !connection.starts(answer, "{\"items\":[]")) {
                    throw new IOException("key " + i + " was answered " + answer.status());
                }
            }
        }
    }
}
