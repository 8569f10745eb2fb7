package org.meetingsgateway.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.meetingsgateway.bench.Contest.Behind;
import org.meetingsgateway.bench.Contest.Contestant;

/** One meeting with a transcript of 400 segments, read over each surface, and the bare handler with the same SQL and bytes. */
final class Readings {
    static final String BARE = "bare handler";

    /** What the desktop surface reads at once: the transcript is read as a whole. */
    static final int SEGMENTS = 500;

    private static final int STORED = 400;

    private final Servers servers;

    Readings(Servers servers) {
        this.servers = servers;
    }

    /** @throws IOException where the bare handler answers other bytes */
    List<Contest> contests() throws IOException, SQLException, InterruptedException {
        var tenant = Tenant.prepare(servers.admin(), "readings");
        var meeting = Recordings.of(servers, tenant).create();
        var routes = new JsonArray();
        try (var dataset = Dataset.connect(servers.database())) {
            dataset.fillSegments(tenant, UUID.fromString(meeting), STORED);
            for (var reading : Reading.values()) {
                routes.add(new JsonObject()
                        .put("reading", reading.name())
                        .put("path", reading.path(meeting))
                        .put("meeting", meeting)
                        .put("tenant", tenant.slug())
                        .put("tenant_id", dataset.tenantId(tenant).toString())
                        .put("person_id", tenant.ann())
                        .put("project_id", tenant.project()));
            }
        }
        var settings = new JsonObject()
                .put("database", servers.databaseSettings())
                .put("routes", routes)
                .encode();
        var bare = servers.child(BareServer.class, List.of(), Map.of(BareServer.SETTINGS, settings));
        int port = URI.create(servers.apiUrl()).getPort();
        var hot = servers.startHot("gateway-hot");
        var contests = new ArrayList<Contest>();
        for (var reading : Reading.values()) {
            var text = reading.request(tenant, meeting);
            var body = ByteBuffer.wrap(Servers.body(new Request("127.0.0.1", port, text, 0)))
                    .asReadOnlyBuffer();
            contests.add(new Contest(
                    "%s, %,d bytes".formatted(reading.label(), body.remaining()),
                    List.of(
                            contestant(
                                    Yardsticks.HOT,
                                    URI.create(Servers.apiUrl(hot)).getPort(),
                                    text,
                                    body,
                                    hot.pid()),
                            contestant(Yardsticks.STORE, port, text, body, servers.gatewayPid()),
                            contestant(BARE, bare.port(), text, body, bare.pid()))));
        }
        return contests;
    }

    private Contestant contestant(String name, int port, String text, ByteBuffer body, long pid) {
        return new Contestant(
                name, new Request("127.0.0.1", port, text, 200, body), pid, Behind.POSTGRES, servers.postgresPid());
    }
}
