package org.meetingsgateway.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.bench.DeepPage.Place;

/**
 * The first, the thousandth and the last page of every list, in tenants of a thousand meetings and of millions: whether they
 * cost the same. Each page's ids and total are first compared with what SQL says that they are.
 */
final class DeepPages {
    /** Most that a list with cursors gives at once. */
    private static final int STRIDE = 100;

    private final Servers servers;
    private final Options options;

    DeepPages(Servers servers, Options options) {
        this.servers = servers;
        this.options = options;
    }

    /** @return the tables */
    String measure() throws IOException, SQLException, InterruptedException {
        var pages = new ArrayList<DeepPage>();
        var walks = new Table("following cursors to the end", "pages", "first tenth µs a page", "last tenth µs a page");
        try (var dataset = Dataset.connect(servers.database())) {
            var tenants = new LinkedHashMap<Tenant, Integer>();
            for (int size : options.scale()) {
                tenants.put(Tenant.prepare(servers.admin(), "scale-" + size), size);
            }
            dataset.inBulk().fill(tenants);
            for (var tenant : tenants.entrySet()) {
                for (var list : DeepList.values()) {
                    pages.addAll(pages(list, tenant.getKey(), tenant.getValue(), dataset, walks));
                }
            }
        }
        rounds(pages);
        return new DeepReport(options.markdown()).print(pages) + "\n" + walks.print(options.markdown());
    }

    private List<DeepPage> pages(DeepList list, Tenant tenant, int size, Dataset dataset, Table walks)
            throws IOException, SQLException {
        var rows = dataset.inBulk();
        var id = dataset.tenantId(tenant);
        var ann = UUID.fromString(tenant.ann());
        long count = Long.parseLong(rows.column(list.countSql(), id, ann).getFirst());
        var numbers = java.util.Arrays.stream(Place.values())
                .filter(place -> place.number(count) > 0)
                .toList();
        var paths = list.hasCursors()
                ? walk(list, tenant, size, count, numbers, walks)
                : numbers.stream()
                        .map(place -> list.path(tenant, place.number(count)))
                        .toList();
        var pages = new ArrayList<DeepPage>();
        for (int i = 0; i < numbers.size(); i++) {
            var place = numbers.get(i);
            System.err.println("checking " + list.label() + " of " + size + ": " + place.label);
            var ids = place == Place.LAST
                    ? rows.column(list.lastSql((int) ((count - 1) % DeepList.PAGE + 1)), id, ann)
                            .reversed()
                    : rows.column(list.pageSql(place.number(count)), id, ann);
            var text = Request.get(paths.get(i), list.authorization(tenant));
            try (var connection = connect()) {
                var body = body(connection, text);
                list.check(new JsonObject(Buffer.buffer(body)), ids, count);
                var api = URI.create(servers.apiUrl());
                pages.add(
                        new DeepPage(list, size, place, new Request(api.getHost(), api.getPort(), text, body.length)));
            }
        }
        return pages;
    }

    /** Follows cursors through the whole list; gives the paths of the pages. */
    private List<String> walk(DeepList list, Tenant tenant, int size, long count, List<Place> places, Table walks)
            throws IOException {
        System.err.println("following cursors: " + list.label() + " of " + size);
        var authorization = list.authorization(tenant);
        var paths = new ArrayList<String>();
        var nanos = new ArrayList<Long>();
        String cursor = null;
        long at = 0;
        try (var connection = connect()) {
            for (var place : places) {
                long from = (place.number(count) - 1) * DeepList.PAGE;
                while (at < from) {
                    int stride = (int) Math.min(STRIDE, from - at);
                    long start = System.nanoTime();
                    var answer = body(connection, Request.get(list.path(stride, cursor), authorization));
                    nanos.add(System.nanoTime() - start);
                    cursor = nextCursor(answer);
                    at += stride;
                }
                paths.add(list.path(DeepList.PAGE, cursor));
            }
            if (nextCursor(body(connection, Request.get(paths.getLast(), authorization))) != null) {
                throw new IOException(list.label() + ": there is a page after the last one");
            }
        }
        int tenth = Math.ceilDiv(nanos.size(), 10);
        walks.row(
                "%s, %,d meetings".formatted(list.label(), size),
                "%,d".formatted(nanos.size()),
                "%.0f".formatted(mean(nanos.subList(0, tenth))),
                "%.0f".formatted(mean(nanos.subList(nanos.size() - tenth, nanos.size()))));
        return paths;
    }

    /** In microseconds. */
    private static double mean(List<Long> nanos) {
        return nanos.stream().mapToLong(n -> n).average().orElse(0) / 1e3;
    }

    /** Without reading all of the answer, which has it behind all items. */
    private static @Nullable String nextCursor(byte[] body) {
        var text = new String(body, StandardCharsets.ISO_8859_1);
        var member = "\"next_cursor\":";
        int at = text.lastIndexOf(member) + member.length();
        return text.charAt(at) == '"' ? text.substring(at + 1, text.indexOf('"', at + 1)) : null;
    }

    private HttpConnection connect() throws IOException {
        var api = URI.create(servers.apiUrl());
        return new HttpConnection(api.getHost(), api.getPort());
    }

    private static byte[] body(HttpConnection connection, String request) throws IOException {
        var answer = connection.send(request.getBytes(StandardCharsets.US_ASCII));
        if (answer.status() != 200) {
            throw new IOException(
                    answer.status() + " to " + request.lines().findFirst().orElse("") + ": "
                            + new String(connection.body(answer), StandardCharsets.UTF_8));
        }
        return connection.body(answer);
    }

    /** In turns, so that whatever else the machine does falls on all pages. */
    private void rounds(List<DeepPage> pages) throws IOException, InterruptedException {
        var meter = new Meter(options.connections(), servers.postgresPid());
        for (var page : options.warmUp() > 0 ? pages : List.<DeepPage>of()) {
            System.err.println("warming up: " + page.label());
            meter.peak(page.request, servers.gatewayPid(), Duration.ofSeconds(options.warmUp()));
        }
        for (int i = 1; i <= options.rounds(); i++) {
            System.err.println("round " + i + " of " + options.rounds());
            for (var page : i % 2 == 1 ? pages : pages.reversed()) {
                page.rounds.add(meter.peak(page.request, servers.gatewayPid(), Duration.ofSeconds(options.seconds())));
            }
        }
    }
}
