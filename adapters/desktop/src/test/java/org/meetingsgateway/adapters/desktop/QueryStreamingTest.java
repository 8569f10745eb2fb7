package org.meetingsgateway.adapters.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.memory.Library;
import org.meetingsgateway.memory.MemorySource;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Results and lists of saved queries that are long. */
class QueryStreamingTest {
    private static final String PROJECT = "00000000-0000-7000-8000-0000000000c1";

    @Test
    void a_long_result_comes_in_pieces() {
        var rows = rows(new JsonArray().add(1).add("x".repeat(100)), 20_000);
        var pieces = Sent.pieces(run(rows));
        assertThat(pieces).hasSizeGreaterThan(20).allMatch(piece -> piece.length() < 70_000);
        assertThat(Sent.whole(pieces).getJsonArray("results")).isEqualTo(rows);
    }

    @Test
    void very_many_rows_of_nothing_are_told() {
        var rows = rows(new JsonArray(), 200_000);
        assertThat(Sent.whole(Sent.pieces(run(rows))).getJsonArray("results")).isEqualTo(rows);
    }

    @Test
    void rows_that_are_longer_than_a_piece_are_sent_one_by_one() {
        var rows = rows(new JsonArray().add("x".repeat(1 << 20)), 5);
        assertThat(Sent.pieces(run(rows))).hasSizeGreaterThanOrEqualTo(5).allMatch(piece -> piece.length() < 1_100_000);
    }

    @Test
    void a_short_result_is_whole() {
        assertThat(run(rows(new JsonArray().add(1), 3))).isInstanceOf(WireResponse.Bytes.class);
    }

    @Test
    void long_queries_are_listed_in_pieces() {
        var queries = new JsonArray();
        IntStream.range(0, 200)
                .forEach(i -> queries.add(query(i, new JsonArray()).put("sql", "SELECT '" + "x".repeat(10_000) + "'")));
        var pieces = Sent.pieces(serve("", Map.of(), queries));
        assertThat(pieces).hasSizeGreaterThan(20).allMatch(piece -> piece.length() < 80_000);
        assertThat(Sent.whole(pieces).getJsonArray("results")).hasSize(200);
    }

    private static JsonArray rows(JsonArray row, int count) {
        var rows = new JsonArray();
        IntStream.range(0, count).forEach(i -> rows.add(row));
        return rows;
    }

    private static JsonObject query(int number, JsonArray rows) {
        return new JsonObject()
                .put("id", "00000000-0000-7000-8000-%012x".formatted(0x1000 + number))
                .put("project_id", PROJECT)
                .put("name", "query-" + number)
                .put("finding", new JsonObject().put("rows", rows));
    }

    private static WireResponse run(JsonArray rows) {
        return serve("/:name/run", Map.of("name", "query-0"), new JsonArray().add(query(0, rows)));
    }

    private static WireResponse serve(String path, Map<String, String> variables, JsonArray queries) {
        var wanted = Queries.all(DesktopSurface.ROOTS.getFirst() + "/:" + Teams.VARIABLE) + path;
        var endpoint = new DesktopSurface()
                .endpoints().stream()
                        .filter(one ->
                                one.path().equals(wanted) && one.method().name().equals("GET"))
                        .map(Endpoint::serve)
                        .findFirst()
                        .orElseThrow();
        var all = new java.util.HashMap<>(variables);
        all.put(Teams.VARIABLE, "7");
        var plain = WireRequest.get("/");
        return endpoint.serve(
                        new WireRequest(plain.method(), "", "/", all, plain.query(), plain.headers(), plain.body()),
                        meetings(queries))
                .result();
    }

    private static Meetings meetings(JsonArray queries) {
        var project = new JsonObject().put("id", PROJECT).put("team", 7);
        var library = Library.read(new JsonObject()
                .put("projects", new JsonArray(List.of(project)))
                .put("queries", queries));
        var account = library.account();
        var principal =
                new Principal(account.id(), account.slug(), Library.PERSON, "a key", Set.of(), Principal.View.READABLE);
        return new Meetings(MemorySource.of(library), principal).within(UUID.fromString(PROJECT));
    }
}
