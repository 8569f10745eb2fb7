package org.meetingsgateway.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.meetingsgateway.bench.Contest.Behind;
import org.meetingsgateway.bench.Contest.Contestant;

/** The list of 50 recordings with 20 segments each, of the gateway's desktop surface and of Django REST framework. */
final class RecordingLists {
    static final String TEAM = "lists";

    private static final int RECORDINGS = 50;
    private static final int SEGMENTS = 20;

    /** What recordings that were made at other moments by other programs cannot have in common. */
    private static final List<String> OWN =
            List.of("id", "team", "created_by", "sdk_upload_id", "started_at", "created_at", "updated_at");

    private final Servers servers;
    private final Django django;

    RecordingLists(Servers servers, Django django) {
        this.servers = servers;
        this.django = django;
    }

    static List<Integer> recordings() {
        return Collections.nCopies(RECORDINGS, SEGMENTS);
    }

    /** @throws IOException where they do not list the same */
    Contest contest() throws IOException, SQLException, InterruptedException {
        var tenant = Tenant.prepare(servers.admin(), "lists");
        fill(tenant);
        var api = URI.create(servers.apiUrl());
        var hot = servers.startHot("gateway-hot");
        var gateway = request(api.getPort(), tenant.desktopKey());
        var other = request(django.port(), Django.key(TEAM));
        if (!common(gateway).equals(common(other))) {
            throw new IOException("The yardstick is none: " + Django.NAME + " lists other recordings than the gateway");
        }
        return new Contest(
                "%d recordings, %d segments each".formatted(RECORDINGS, SEGMENTS),
                List.of(
                        stored(
                                Yardsticks.HOT,
                                request(URI.create(Servers.apiUrl(hot)).getPort(), tenant.desktopKey()),
                                hot.pid()),
                        stored(Yardsticks.STORE, gateway, servers.gatewayPid()),
                        stored(Django.NAME, other, django.pid())));
    }

    private Contestant stored(String name, Request request, long pid) {
        return new Contestant(name, request, pid, Behind.POSTGRES, servers.postgresPid());
    }

    private void fill(Tenant tenant) throws IOException, SQLException, InterruptedException {
        var recordings = Recordings.of(servers, tenant);
        try (var dataset = Dataset.connect(servers.database())) {
            for (int i = recordings.count(); i < RECORDINGS; i++) {
                dataset.fillSegments(tenant, UUID.fromString(recordings.create()), SEGMENTS);
            }
        }
    }

    private static Request request(int port, String key) throws IOException {
        var request = new Request(
                "127.0.0.1", port, Request.get(Recordings.PATH + "?limit=" + RECORDINGS, "Bearer " + key), 0);
        return new Request(
                request.host(),
                request.port(),
                request.text(),
                200,
                ByteBuffer.wrap(Servers.body(request)).asReadOnlyBuffer());
    }

    private static JsonObject common(Request request) {
        var body = Objects.requireNonNull(request.body());
        var bytes = new byte[body.remaining()];
        body.duplicate().get(bytes);
        var list = new JsonObject(Buffer.buffer(bytes));
        for (var each : list.getJsonArray("results")) {
            OWN.forEach(((JsonObject) each)::remove);
        }
        return list;
    }
}
