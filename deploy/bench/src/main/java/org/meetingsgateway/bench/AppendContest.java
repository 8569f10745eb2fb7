package org.meetingsgateway.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What it costs to append 20 segments to a transcript, by how many it has: of the gateway, of the bare handler, and of Django
 * REST framework. One connection each, all in turns. Each answer is looked at.
 */
final class AppendContest {
    static final String TEAM = "append";

    private static final List<Integer> STORED = List.of(0, 1_000, 10_000, 50_000);
    private static final int WARM_UP = 1_500;

    /** Of those whose answers and work grow with what is stored. */
    private static final int SHORT_WARM_UP = 100;

    private final Servers servers;
    private final @Nullable Django django;

    /** @param django has a recording for each number of stored segments, and one more, empty; null: it is left out */
    AppendContest(Servers servers, @Nullable Django django) {
        this.servers = servers;
        this.django = django;
    }

    /** The last one is for the warm-up. */
    static List<Integer> recordings() {
        var segments = new ArrayList<>(STORED);
        segments.add(0);
        return List.copyOf(segments);
    }

    Table measure() throws IOException, SQLException, InterruptedException {
        var contestants = contestants(Tenant.prepare(servers.admin(), "append"));
        for (var each : contestants) {
            System.err.println("warming up: appends, " + each.name());
            for (int i = 0; i < (each.grows() ? SHORT_WARM_UP : WARM_UP); i++) {
                each.appendTo(STORED.size());
            }
        }
        for (int round = 1; round <= Appender.ROUNDS; round++) {
            if (round % 5 == 0) {
                System.err.println("appends: round " + round + " of " + Appender.ROUNDS);
            }
            for (int i = 0; i < STORED.size(); i++) {
                var order = new ArrayList<>(contestants);
                Collections.rotate(order, round);
                for (var each : order) {
                    each.measure(i, servers.postgresPid());
                }
            }
        }
        var table = new Table(
                "append 20 segments",
                "p50 ms",
                "p95 ms",
                "of 0 stored",
                "server µs CPU",
                "PostgreSQL µs CPU",
                "times as fast as " + Django.NAME,
                "its CPU");
        for (int i = 0; i < STORED.size(); i++) {
            for (var each : contestants) {
                table.row(each.row("%,d stored".formatted(STORED.get(i)), i, contestants.getLast()));
            }
        }
        return table;
    }

    private List<Appender> contestants(Tenant tenant) throws IOException, SQLException, InterruptedException {
        var api = URI.create(servers.apiUrl());
        var contestants = new ArrayList<Appender>();
        contestants.add(appender("gateway, /v1", AppendStyle.CANONICAL, tenant, api.getPort(), meetings(tenant)));
        contestants.add(
                appender("gateway, desktop minimal", AppendStyle.MINIMAL, tenant, api.getPort(), meetings(tenant)));
        contestants.add(appender("gateway, desktop whole", AppendStyle.WHOLE, tenant, api.getPort(), meetings(tenant)));
        var bare = meetings(tenant);
        var child = startBare(tenant, bare);
        contestants.add(new Appender(
                "bare handler", AppendStyle.CANONICAL, "none", child.port(), child.pid(), alreadyOneMore(bare)));
        if (django != null) {
            var recordings = new ArrayList<Appender.Growing>();
            for (int i = 0; i < recordings().size(); i++) {
                recordings.add(new Appender.Growing(
                        django.ids(TEAM).get(i), recordings().get(i)));
            }
            contestants.add(new Appender(
                    Django.NAME, AppendStyle.WHOLE, Django.key(TEAM), django.port(), django.pid(), recordings));
        }
        return contestants;
    }

    private Appender appender(
            String name, AppendStyle style, Tenant tenant, int port, List<Appender.Growing> meetings) {
        return new Appender(name, style, style.credential(tenant), port, servers.gatewayPid(), meetings);
    }

    private List<Appender.Growing> meetings(Tenant tenant) throws IOException, SQLException, InterruptedException {
        var meetings = new ArrayList<Appender.Growing>();
        try (var dataset = Dataset.connect(servers.database())) {
            for (int stored : recordings()) {
                var id = Recordings.of(servers, tenant).create();
                if (stored > 0) {
                    dataset.fillSegments(tenant, UUID.fromString(id), stored);
                }
                meetings.add(new Appender.Growing(id, stored));
            }
        }
        return meetings;
    }

    /** The yardstick has appended one to each, to see the statement. */
    private static List<Appender.Growing> alreadyOneMore(List<Appender.Growing> meetings) {
        return meetings.stream()
                .map(each -> new Appender.Growing(each.id(), each.stored() + 1))
                .toList();
    }

    private Child startBare(Tenant tenant, List<Appender.Growing> meetings)
            throws IOException, SQLException, InterruptedException {
        var appends = new JsonArray();
        try (var dataset = Dataset.connect(servers.database())) {
            for (var each : meetings) {
                appends.add(new JsonObject()
                        .put("path", AppendStyle.CANONICAL.path(each.id()))
                        .put("tenant", tenant.slug())
                        .put("tenant_id", dataset.tenantId(tenant).toString())
                        .put("person_id", tenant.ann())
                        .put("meeting", each.id())
                        .put("stored", each.stored()));
            }
        }
        var settings = new JsonObject()
                .put("database", servers.databaseSettings())
                .put("routes", new JsonArray())
                .put("appends", appends);
        return servers.child(BareServer.class, List.of(), Map.of(BareServer.SETTINGS, settings.encode()));
    }
}
