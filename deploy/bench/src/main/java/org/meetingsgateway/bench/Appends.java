package org.meetingsgateway.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.HdrHistogram.Histogram;

/** What it costs to append 20 segments to a transcript, by how many it has. One connection, the meetings in turns. */
final class Appends {
    private static final List<Integer> STORED = List.of(0, 1_000, 10_000, 50_000);
    private static final int SEGMENTS = 20;
    private static final int WARM_UP = 100;
    private static final int APPENDS = 100;

    private final Servers servers;

    Appends(Servers servers) {
        this.servers = servers;
    }

    /** A meeting and how long its appends took. */
    private record Growing(int stored, String path, Histogram latencies) {}

    Table measure() throws IOException, SQLException, InterruptedException {
        System.err.println("appending segments");
        var tenant = Tenant.prepare(servers.admin(), "append");
        var meetings = new ArrayList<Growing>();
        for (int stored : STORED) {
            meetings.add(new Growing(stored, meeting(tenant, stored), histogram()));
        }
        var warm = new Growing(0, meeting(tenant, 0), histogram());
        var api = URI.create(servers.apiUrl());
        try (var connection = new HttpConnection(api.getHost(), api.getPort())) {
            for (int i = 0; i < WARM_UP; i++) {
                append(connection, tenant, warm, i);
            }
            for (int i = 0; i < APPENDS; i++) {
                for (var each : meetings) {
                    append(connection, tenant, each, i);
                }
            }
        }
        var table = new Table("append 20 segments to", "p50 ms", "p95 ms");
        for (var each : meetings) {
            table.row(
                    "%,d stored".formatted(each.stored()),
                    "%.2f".formatted(each.latencies().getValueAtPercentile(50) / 1e6),
                    "%.2f".formatted(each.latencies().getValueAtPercentile(95) / 1e6));
        }
        return table;
    }

    private String meeting(Tenant tenant, int segments) throws IOException, SQLException, InterruptedException {
        var id = new Api(servers.apiUrl(), tenant.token())
                .post("/v1/meetings", new JsonObject().put("title", "Long call").put("status", "recording"))
                .getString("id");
        if (segments > 0) {
            try (var dataset = Dataset.connect(servers.database())) {
                dataset.fillSegments(tenant, UUID.fromString(id), segments);
            }
        }
        return "/v1/meetings/" + id + "/transcript/segments";
    }

    private static void append(HttpConnection connection, Tenant tenant, Growing meeting, int round)
            throws IOException {
        var request = post(meeting.path(), tenant.token(), segments(meeting.stored() + round * SEGMENTS));
        long sent = System.nanoTime();
        var answer = connection.send(request);
        meeting.latencies().recordValue(System.nanoTime() - sent);
        var body = new String(connection.body(answer), StandardCharsets.UTF_8);
        if (answer.status() != 200 || !Integer.valueOf(SEGMENTS).equals(new JsonObject(body).getInteger("appended"))) {
            throw new IOException("an append was answered " + answer.status() + ": " + body);
        }
    }

    private static JsonObject segments(int from) {
        var segments = new JsonArray();
        for (int i = from + 1; i <= from + SEGMENTS; i++) {
            segments.add(new JsonObject()
                    .put("text", "What was said in sentence " + i + " of a long meeting about the renewal")
                    .put("speaker", "Speaker " + i % 3)
                    .put("start_ms", i * 2_000)
                    .put("end_ms", i * 2_000 + 1_800)
                    .put("final", true));
        }
        return new JsonObject().put("segments", segments);
    }

    private static byte[] post(String path, String bearer, JsonObject json) {
        var body = json.encode();
        return ("POST " + path + " HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer " + bearer
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static Histogram histogram() {
        return new Histogram(60_000_000_000L, 3);
    }
}
