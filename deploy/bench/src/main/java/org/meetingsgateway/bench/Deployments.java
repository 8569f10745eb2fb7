package org.meetingsgateway.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.bench.Contest.Behind;
import org.meetingsgateway.bench.Contest.Contestant;

/** The same gateway with all processors, with one, and on another JDK, asked for the same. */
final class Deployments {
    static final String USUAL = "all processors";

    private static final int STORED = 400;

    private final Servers servers;
    private final @Nullable Jvm other;

    /** @param other null: there is no other JDK to be compared with */
    Deployments(Servers servers, @Nullable Jvm other) {
        this.servers = servers;
        this.other = other;
    }

    /** A gateway with a name. */
    private record Deployment(String name, Child gateway) {}

    private List<Deployment> started() throws IOException {
        var all = new ArrayList<Deployment>();
        all.add(new Deployment(USUAL, servers.gateway()));
        all.add(new Deployment(
                "one processor", servers.startStore("gateway-one", Jvm.own().pinned())));
        if (other != null) {
            all.add(new Deployment("JDK " + other.feature(), servers.startStore("gateway-other", other)));
        }
        return all;
    }

    /** @throws IOException where they do not answer the same */
    List<Contest> contests() throws IOException, SQLException, InterruptedException {
        var filled = servers.fill(List.of(Options.SMALL)).getFirst();
        var tenant = filled.tenant();
        var meeting = Recordings.of(servers, tenant).create();
        try (var dataset = Dataset.connect(servers.database())) {
            dataset.fillSegments(tenant, UUID.fromString(meeting), STORED);
        }
        var deployments = started();
        var list = Request.get(Listing.CANONICAL.path(tenant.slug()), tenant.authorization(Listing.CANONICAL));
        return List.of(
                contest("canonical list of 50", list, deployments),
                contest(Reading.CANONICAL.label(), Reading.CANONICAL.request(tenant, meeting), deployments));
    }

    private Contest contest(String label, String text, List<Deployment> deployments) throws IOException {
        int port = URI.create(servers.apiUrl()).getPort();
        var body = ByteBuffer.wrap(Servers.body(new Request("127.0.0.1", port, text, 0)))
                .asReadOnlyBuffer();
        var contestants = new ArrayList<Contestant>();
        for (var each : deployments) {
            contestants.add(new Contestant(
                    each.name(),
                    new Request(
                            "127.0.0.1",
                            URI.create(Servers.apiUrl(each.gateway())).getPort(),
                            text,
                            200,
                            body),
                    each.gateway().pid(),
                    Behind.POSTGRES,
                    servers.postgresPid()));
        }
        return new Contest(label, contestants);
    }
}
