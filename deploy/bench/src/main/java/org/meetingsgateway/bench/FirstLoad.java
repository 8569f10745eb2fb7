package org.meetingsgateway.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The first load of an account: how many meetings a second, and whether time and memory stay the same from the first meeting
 * to the last. Each tenth is measured alone. The account is a simulated product without a quota; the yardstick loads it
 * first, then the gateway does.
 */
final class FirstLoad {
    private static final List<String> STYLES = List.of("meetlog", "minutebase", "desktop");
    private static final int TENTHS = 10;
    private static final long LOOK_MILLIS = 50;

    /** What a tenth took; CPU and time are of one meeting, memory is at its end. */
    private record Tenth(double micros, double cpuMicros, double postgresMicros, double heap, double resident) {
        double perSecond() {
            return 1e6 / micros;
        }

        double bothMicros() {
            return cpuMicros + postgresMicros;
        }

        @Override
        public String toString() {
            return "%.0f meetings/s, %.0f and %.0f µs CPU, %.0f MB live, %.0f MB resident"
                    .formatted(perSecond(), cpuMicros, postgresMicros, heap, resident);
        }
    }

    private final Servers servers;
    private final Connection database;
    private final int meetings;

    private FirstLoad(Servers servers, Connection database, int meetings) {
        this.servers = servers;
        this.database = database;
        this.meetings = meetings;
    }

    /** @param meetings of each account; a multiple of ten */
    static String measure(Servers servers, int meetings, boolean markdown)
            throws IOException, SQLException, InterruptedException {
        var database = servers.database();
        try (var connection = DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().value())) {
            return new FirstLoad(servers, connection, meetings).measure(markdown);
        }
    }

    private String measure(boolean markdown) throws IOException, SQLException, InterruptedException {
        var loads = new Table(
                "first load of %,d meetings".formatted(meetings),
                "meetings/s",
                "slowest tenth",
                "fastest tenth",
                "server µs CPU",
                "PostgreSQL µs CPU",
                "meetings/s of bare",
                "CPU of bare");
        var tenths = new Table(
                "gateway, by tenths", "meetings/s", "server µs CPU", "PostgreSQL µs CPU", "live heap MB", "RSS MB");
        for (var style : STYLES) {
            System.err.println("first load: making up the account of " + style);
            try (var account = account(style)) {
                var connection = new JsonObject(account.ready().substring("ready ".length()));
                var bare = bare(connection);
                var gateway = gateway(connection);
                loads.row(row(
                        style + ": gateway",
                        gateway,
                        "%.2f".formatted(ratio(gateway, bare, Tenth::perSecond)),
                        "%.2f".formatted(ratio(bare, gateway, Tenth::bothMicros))));
                loads.row(row(style + ": bare", bare, "", ""));
                for (int i = 0; i < TENTHS; i++) {
                    var tenth = gateway.get(i);
                    tenths.row(
                            "%s, %,d".formatted(style, meetings / TENTHS * (i + 1)),
                            "%.0f".formatted(tenth.perSecond()),
                            "%.0f".formatted(tenth.cpuMicros()),
                            "%.0f".formatted(tenth.postgresMicros()),
                            "%.0f".formatted(tenth.heap()),
                            "%.0f".formatted(tenth.resident()));
                }
            }
        }
        return loads.print(markdown) + "\n" + tenths.print(markdown);
    }

    private static String[] row(String label, List<Tenth> tenths, String ofBare, String cpuOfBare) {
        var speeds = tenths.stream().mapToDouble(Tenth::perSecond).summaryStatistics();
        return new String[] {
            label,
            "%.0f".formatted(median(tenths, Tenth::perSecond)),
            "%.0f".formatted(speeds.getMin()),
            "%.0f".formatted(speeds.getMax()),
            "%.0f".formatted(median(tenths, Tenth::cpuMicros)),
            "%.0f".formatted(median(tenths, Tenth::postgresMicros)),
            ofBare,
            cpuOfBare
        };
    }

    private static double median(List<Tenth> tenths, ToDoubleFunction<Tenth> of) {
        return Measured.median(tenths.stream().mapToDouble(of).toArray());
    }

    private static double ratio(List<Tenth> over, List<Tenth> under, ToDoubleFunction<Tenth> of) {
        return Measured.median(IntStream.range(0, TENTHS)
                .mapToDouble(i -> of.applyAsDouble(over.get(i)) / of.applyAsDouble(under.get(i)))
                .toArray());
    }

    private Child account(String style) throws IOException {
        var settings = new JsonObject().put("style", style).put("meetings", meetings);
        return servers.child(
                SimulatedAccount.class,
                // It keeps all that it has in memory.
                List.of("-Xmx" + (256 + meetings / 40) + "m"),
                Map.of(SimulatedAccount.SETTINGS, settings.encode()));
    }

    private List<Tenth> bare(JsonObject connection) throws IOException, SQLException, InterruptedException {
        var settings = new JsonObject().put("connection", connection).put("database", servers.databaseSettings());
        try (var child = servers.child(BareLoad.class, List.of(), Map.of(BareLoad.SETTINGS, settings.encode()))) {
            return tenths("bare", child.pid(), BareLoad.COUNT);
        }
    }

    private List<Tenth> gateway(JsonObject connection) throws IOException, SQLException, InterruptedException {
        var style = connection.getString("style");
        var tenant = Tenant.prepare(servers.admin(), "mirror-" + style + "-" + System.currentTimeMillis());
        var path = "/v1/admin/tenants/" + tenant.slug() + "/connections";
        var made = servers.admin()
                .post(
                        path,
                        connection
                                .copy()
                                .put("project_id", tenant.project())
                                .put("owner_id", tenant.ann())
                                .put("poll_seconds", 86_400)
                                .put(
                                        "quota",
                                        new JsonObject()
                                                .put("requests", 1_000_000)
                                                .put("window_seconds", 1)));
        var id = made.getString("id");
        var tenths = tenths(
                style,
                servers.gatewayPid(),
                "SELECT c.items_done FROM connection c WHERE c.id = '" + id + "' AND c.pass_started_at IS NOT NULL");
        long there = count("SELECT count(*) FROM meeting m WHERE m.connection_id = '" + id + "'");
        if (there != meetings) {
            throw new IOException("the gateway has " + there + " of " + meetings + " meetings of " + style);
        }
        return tenths;
    }

    private long count(String query) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** @param count says how many are there already */
    private List<Tenth> tenths(String what, long pid, String count)
            throws IOException, SQLException, InterruptedException {
        var tenths = new ArrayList<Tenth>();
        var memory = new Memory(pid);
        long done = 0;
        long start = System.nanoTime();
        double cpu = Cpu.of(pid).orElse(Double.NaN);
        double postgres = Cpu.ofFamily(servers.postgresPid()).orElse(Double.NaN);
        while (tenths.size() < TENTHS) {
            Thread.sleep(LOOK_MILLIS);
            long now = count(count);
            if (now < (long) meetings / TENTHS * (tenths.size() + 1)) {
                continue;
            }
            long at = System.nanoTime();
            double cpuAt = Cpu.of(pid).orElse(Double.NaN);
            double postgresAt = Cpu.ofFamily(servers.postgresPid()).orElse(Double.NaN);
            double loaded = now - done;
            tenths.add(new Tenth(
                    (at - start) / 1e3 / loaded,
                    (cpuAt - cpu) * 1e6 / loaded,
                    (postgresAt - postgres) * 1e6 / loaded,
                    memory.liveHeap(),
                    memory.resident()));
            System.err.println("first load: %s, %,d: %s".formatted(what, now, tenths.getLast()));
            done = now;
            start = at;
            cpu = cpuAt;
            postgres = postgresAt;
        }
        return tenths;
    }
}
