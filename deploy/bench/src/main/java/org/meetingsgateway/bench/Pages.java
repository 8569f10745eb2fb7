package org.meetingsgateway.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.bench.Contest.Behind;
import org.meetingsgateway.bench.Contest.Contestant;

/**
 * The page of 50 meetings of each surface, asked for again and again: of the gateway, of the bare handler, and of proxies in
 * front of an origin that has the same bytes ready. Every answer must have the bytes of the gateway's first one.
 */
final class Pages {
    private final Servers servers;
    private final Path home;

    /** @param home the benchmark's own folder */
    Pages(Servers servers, Path home) {
        this.servers = servers;
        this.home = home;
    }

    /** @param missing in words, what is left out */
    record Ready(List<Contest> contests, List<String> missing) {}

    /** A page and its bytes. */
    private record Page(Case list, ByteBuffer body) {
        String path() {
            return list.gateway.text().split(" ", 3)[1];
        }

        Request at(String host, int port, String text) {
            return new Request(host, port, text, 200, body);
        }

        /** The same request, at another server. */
        Request at(int port) {
            return at("127.0.0.1", port, list.gateway.text());
        }
    }

    Ready contests() throws IOException, SQLException, InterruptedException {
        var tenants = servers.fill(List.of(Options.SMALL));
        var bare = servers.startBare(tenants);
        var pages = new ArrayList<Page>();
        var files = new JsonObject();
        for (var each : servers.cases(bare, tenants)) {
            var body = Servers.body(each.gateway);
            var file = servers.workspace().folder().resolve(each.listing.option() + ".body");
            Files.write(file, body);
            var page = new Page(each, ByteBuffer.wrap(body).asReadOnlyBuffer());
            pages.add(page);
            files.put(page.path(), file.toString());
        }
        var origin = servers.child(Origin.class, List.of(), Map.of(Origin.SETTINGS, files.encode()));
        var proxies = new Proxies(servers.workspace(), home, origin.port());
        var started = proxies.start();
        var hot = servers.startHot("gateway-hot");
        var contests = new ArrayList<Contest>();
        for (var page : pages) {
            var contestants = gateways(page, hot);
            var handler = page.at(
                    page.list().bare.host(),
                    page.list().bare.port(),
                    page.list().bare.text());
            contestants.add(stored(Readings.BARE, handler, bare.pid()));
            contestants.add(new Contestant(
                    "the origin itself", page.at(origin.port()), origin.pid(), Behind.NOTHING, origin.pid()));
            for (var proxy : started) {
                contestants.add(
                        new Contestant(proxy.name(), page.at(proxy.port()), proxy.pid(), Behind.ORIGIN, origin.pid()));
            }
            contests.add(new Contest(page.list().listing.option(), contestants));
        }
        return new Ready(contests, proxies.missing());
    }

    private List<Contestant> gateways(Page page, Child hot) throws IOException {
        var contestants = new ArrayList<Contestant>();
        var request = page.at(URI.create(Servers.apiUrl(hot)).getPort());
        contestants.add(stored(Yardsticks.HOT, request, hot.pid()));
        var unchanged = unchanged(request);
        if (unchanged != null) {
            contestants.add(stored(Yardsticks.HOT + ", 304", unchanged, hot.pid()));
        }
        contestants.add(stored(Yardsticks.STORE, page.at(page.list().gateway.port()), servers.gatewayPid()));
        return contestants;
    }

    /** Asks whether the page has changed; null where the surface does not tell. */
    private static @Nullable Request unchanged(Request request) throws IOException {
        try (var connection = request.connect()) {
            var tag = connection.header(connection.send(request.bytes()), "ETag");
            return tag == null
                    ? null
                    : new Request(
                            request.host(),
                            request.port(),
                            request.text().replace("\r\n\r\n", "\r\nIf-None-Match: " + tag + "\r\n\r\n"),
                            304,
                            ByteBuffer.allocate(0));
        }
    }

    private Contestant stored(String name, Request request, long pid) {
        return new Contestant(name, request, pid, Behind.POSTGRES, servers.postgresPid());
    }
}
