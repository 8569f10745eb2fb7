package org.meetingsgateway.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What it costs to append 20 segments to a transcript, by how many it has, in each way of doing it. One connection, the
 * meetings in turns.
 */
final class Appends {
    private static final List<Integer> STORED = List.of(0, 1_000, 10_000, 50_000);
    private static final int SEGMENTS = 20;
    private static final int WARM_UP = 100;

    private final Servers servers;

    Appends(Servers servers) {
        this.servers = servers;
    }

    /**
     * A meeting and how its appends were answered.
     *
     * @param answers of each round
     */
    private record Growing(AppendStyle style, int stored, String id, List<Answered> answers) {
        static Growing of(AppendStyle style, int stored, String id) {
            return new Growing(style, stored, id, new ArrayList<>());
        }

        String label() {
            return "%s, %,d stored".formatted(style.label(), stored);
        }

        double[] figures(ToDoubleFunction<Answered> of) {
            return answers.stream().mapToDouble(of).toArray();
        }
    }

    private record Answered(double millis, int bytes) {
        /** What every byte more than there are in another answer took. */
        double nanosPerByteOver(Answered other) {
            return (millis - other.millis) * 1e6 / (bytes - other.bytes);
        }
    }

    Table measure() throws IOException, SQLException, InterruptedException {
        var tenant = Tenant.prepare(servers.admin(), "append");
        var table = new Table(
                "append 20 segments", "p50 ms", "p95 ms", "of 0 stored", "KB returned", "ns per further byte");
        for (var style : AppendStyle.values()) {
            System.err.println("appending: " + style.label());
            var meetings = new ArrayList<Growing>();
            for (int stored : STORED) {
                meetings.add(Growing.of(style, stored, meeting(tenant, stored)));
            }
            var warm = Growing.of(style, 0, meeting(tenant, 0));
            var api = URI.create(servers.apiUrl());
            try (var connection = new HttpConnection(api.getHost(), api.getPort())) {
                for (int i = 0; i < WARM_UP; i++) {
                    append(connection, tenant, warm, i);
                }
                for (int i = 0; i < style.rounds(); i++) {
                    for (var each : meetings) {
                        append(connection, tenant, each, i);
                    }
                }
            }
            for (var each : meetings) {
                checkStored(tenant, each);
                row(table, each, meetings.getFirst());
            }
        }
        return table;
    }

    /** Round by round against the meeting that was empty: both were measured in the same moment. */
    private static void row(Table table, Growing each, Growing empty) {
        var millis = each.figures(Answered::millis);
        var ratios = IntStream.range(0, millis.length)
                .mapToDouble(i -> millis[i] / empty.answers().get(i).millis())
                .toArray();
        var further = IntStream.range(0, millis.length)
                .mapToDouble(i ->
                        each.answers().get(i).nanosPerByteOver(empty.answers().get(i)))
                .toArray();
        table.row(
                each.label(),
                "%.2f".formatted(Measured.median(millis)),
                "%.2f".formatted(percentile(millis, 95)),
                "%.2f".formatted(Measured.median(ratios)),
                "%,.1f".formatted(Measured.median(each.figures(Answered::bytes)) / 1e3),
                each.style() == AppendStyle.WHOLE && each.stored() > 0
                        ? "%.0f".formatted(Measured.median(further))
                        : "");
    }

    private static double percentile(double[] values, int percent) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private String meeting(Tenant tenant, int segments) throws IOException, SQLException, InterruptedException {
        var id = Recordings.of(servers, tenant).create();
        if (segments > 0) {
            try (var dataset = Dataset.connect(servers.database())) {
                dataset.fillSegments(tenant, UUID.fromString(id), segments);
            }
        }
        return id;
    }

    private static void append(HttpConnection connection, Tenant tenant, Growing meeting, int round)
            throws IOException {
        int from = meeting.stored() + round * SEGMENTS;
        var request = meeting.style().request(meeting.style().credential(tenant), meeting.id(), from, SEGMENTS);
        long sent = System.nanoTime();
        var answer = connection.send(request);
        meeting.answers().add(new Answered((System.nanoTime() - sent) / 1e6, answer.bodyLength()));
        meeting.style().check(answer.status(), connection.body(answer), meeting.id(), from + SEGMENTS, SEGMENTS);
    }

    /** That nothing was lost or doubled. */
    private void checkStored(Tenant tenant, Growing meeting) throws IOException, InterruptedException {
        int expected = meeting.stored() + meeting.answers().size() * SEGMENTS;
        JsonObject transcript =
                new Api(servers.apiUrl(), tenant.token()).get("/v1/meetings/" + meeting.id() + "/transcript");
        if (transcript.getInteger("segment_count") != expected) {
            throw new IOException(meeting.label() + ": expected " + expected + " segments, got " + transcript);
        }
    }
}
