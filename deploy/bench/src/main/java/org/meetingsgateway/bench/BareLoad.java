package org.meetingsgateway.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.server.store.Store;
import org.meetingsgateway.server.upstream.AddressPolicy;
import org.meetingsgateway.server.upstream.Told;
import org.meetingsgateway.server.upstream.Transport;
import org.meetingsgateway.simulators.Products;

/**
 * The yardstick of a first load: the same requests to the same account, one after the other, and one row for each meeting
 * with the bytes that were received. It knows no lease, quota, transaction, canonical meeting, index or total.
 */
public final class BareLoad {
    /** The environment variable that says what to load and to where, as JSON. */
    static final String SETTINGS = "BENCH_BARE_LOAD";

    static final String COUNT = "SELECT coalesce(max(number), 0) FROM bench_bare_load";

    private static final Transport.Bounds BOUNDS =
            new Transport.Bounds(Duration.ofSeconds(5), Duration.ofSeconds(30), 4, 16, 64 << 20);

    private BareLoad() {}

    public static void main(String[] arguments) {
        var settings = new JsonObject(System.getenv(SETTINGS));
        var connection = settings.getJsonObject("connection");
        var vertx = Vertx.vertx();
        var transport = new Transport(vertx, URI.create(connection.getString("base_url")), AddressPolicy.any(), BOUNDS);
        var remote = Products.of(connection.getString("style"))
                .upstream()
                .orElseThrow()
                .open(SimulatedAccount.account(connection), new Told(transport));
        var database = BareServer.database(settings.getJsonObject("database"));
        var store = new Store(vertx, database, Clock.systemUTC(), (kind, assignee) -> {});
        done(store.client().query("DROP TABLE IF EXISTS bench_bare_load").execute());
        done(store.client()
                .query("CREATE TABLE bench_bare_load (number bigserial PRIMARY KEY, id text, body bytea)")
                .execute());
        System.out.println("ready");
        load(remote, store.client());
    }

    private static void load(Remote remote, SqlClient client) {
        String cursor = null;
        do {
            var page = done(remote.list(cursor));
            for (var item : page.items()) {
                var meeting =
                        item.whole() == null ? done(remote.get(item.nativeId())).orElseThrow() : item.whole();
                var body = Buffer.buffer();
                meeting.raw().forEach(document -> body.appendBuffer(document.body()));
                done(client.preparedQuery("INSERT INTO bench_bare_load (id, body) VALUES ($1, $2)")
                        .execute(Tuple.of(meeting.nativeId(), body)));
            }
            cursor = page.next();
        } while (cursor != null);
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
