package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.Problem;

/**
 * Takes a connection away in steps: it is paused, its meetings become the gateway's own or are deleted with all that they
 * have, some at a time, so does what is known of its account, and then it is gone itself. What was interrupted is gone on with
 * when it is asked for again.
 */
public final class ConnectionRemoval {
    /** Who asks waits as long; then there was too much for one time. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int KEPT_AT_ONCE = 500;

    /** Each may have a long transcript. */
    private static final int DELETED_AT_ONCE = 50;

    /** What would otherwise go with the connection, in one statement. */
    private static final List<Batches.Part> KNOWN = List.of(
            new Batches.Part("mirrored", "native_id", 2_000),
            new Batches.Part("outbox", "id", 2_000),
            new Batches.Part("connection_issue", "last_seen", 2_000),
            new Batches.Part("drift", "pointer", 2_000),
            new Batches.Part("failure", "connection_id", 2_000));

    private final SqlClient client;
    private final Clock clock;

    public ConnectionRemoval(SqlClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * Fails with {@link Problem.NotFound}, {@link Problem.PreconditionFailed}, and with {@link Problem.Unavailable} where it
     * has to be asked for again.
     *
     * @param keep whether the meetings stay, as the gateway's own
     */
    public Future<Void> remove(UUID tenantId, String id, @Nullable Precondition expected, boolean keep) {
        var start = clock.instant();
        var sql = new Sql(
                "UPDATE connection c SET paused_at = coalesce(c.paused_at, ?), pass = c.pass + 1",
                start.truncatedTo(ChronoUnit.MICROS));
        return ConnectionTable.expected(ConnectionTable.of(sql, tenantId, id), expected)
                .add(" RETURNING c.id")
                .run(client)
                .compose(rows -> {
                    if (rows.size() == 0) {
                        return ConnectionTable.missed(client, tenantId, id, new Problem.PreconditionFailed());
                    }
                    var done = Promise.<Void>promise();
                    step(new Removal(tenantId, rows.iterator().next().getUUID(0), keep, start.plus(PATIENCE)), done);
                    return done.future();
                })
                .recover(Failures::translate);
    }

    private record Removal(UUID tenantId, UUID id, boolean keep, Instant until) {}

    private void step(Removal removal, Promise<Void> done) {
        if (clock.instant().isAfter(removal.until())) {
            done.fail(new Problem.Unavailable(
                    "It has so many meetings that this takes longer: repeat the request to go on",
                    Duration.ofSeconds(1)));
            return;
        }
        batch(removal)
                .compose(meetings -> meetings > 0 ? Future.succeededFuture(meetings) : known(removal, 0))
                .compose(rows -> rows > 0 ? Future.succeededFuture(false) : last(removal))
                .onFailure(done::fail)
                .onSuccess(gone -> {
                    if (gone) {
                        done.complete();
                    } else {
                        step(removal, done);
                    }
                });
    }

    /** How many meetings it was. */
    private Future<Integer> batch(Removal removal) {
        var sql = new Sql(
                        "WITH batch AS (SELECT m.id FROM meeting m WHERE m.tenant_id = ? AND m.connection_id = ?",
                        removal.tenantId(),
                        removal.id())
                .add(" ORDER BY m.id LIMIT " + (removal.keep() ? KEPT_AT_ONCE : DELETED_AT_ONCE) + " FOR UPDATE)");
        if (removal.keep()) {
            sql.add(
                    " UPDATE meeting m SET source_style = 'gateway', connection_id = NULL, native_id = NULL,"
                            + " synced_at = NULL, version = m.version + 1, " + MeetingColumns.CHANGED_AT
                            + " FROM batch",
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
        } else {
            sql.add(" DELETE FROM meeting m USING batch");
        }
        return sql.add(" WHERE m.tenant_id = ? AND m.id = batch.id", removal.tenantId())
                .run(client)
                .map(rows -> rows.rowCount());
    }

    /** How many rows it was of what is known of its account. */
    private Future<Integer> known(Removal removal, int from) {
        if (from == KNOWN.size()) {
            return Future.succeededFuture(0);
        }
        return Batches.ofTenant(client, KNOWN.get(from), removal.tenantId(), " AND o.connection_id = ?", removal.id())
                .compose(rows -> rows > 0 ? Future.succeededFuture(rows) : known(removal, from + 1));
    }

    /** Whether it is gone: not while it has meetings. */
    private Future<Boolean> last(Removal removal) {
        return new Sql(
                        "DELETE FROM connection c WHERE c.tenant_id = ? AND c.id = ? AND NOT EXISTS (SELECT FROM meeting m"
                                + " WHERE m.tenant_id = c.tenant_id AND m.connection_id = c.id) RETURNING c.id",
                        removal.tenantId(),
                        removal.id())
                .run(client)
                .compose(rows -> rows.size() > 0
                        ? Future.succeededFuture(true)
                        : new Sql(
                                        "SELECT FROM connection c WHERE c.tenant_id = ? AND c.id = ?",
                                        removal.tenantId(),
                                        removal.id())
                                .run(client)
                                .map(there -> there.size() == 0));
    }
}
