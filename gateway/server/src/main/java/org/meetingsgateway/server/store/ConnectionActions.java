package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Coded;

/**
 * What an operator has a connection do. Whoever runs it sees it in the row. What is so already stays as it is, and of one
 * that is not there nothing is done.
 */
public final class ConnectionActions {
    /** What is done with the meetings that vanished from the remote account. */
    public enum Decision implements Coded {
        DELETE,
        KEEP
    }

    private final SqlClient client;
    private final Clock clock;

    public ConnectionActions(SqlClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Nothing is asked of the remote account any more. */
    public Future<Void> pause(UUID tenantId, String id) {
        var now = now();
        return run(ConnectionTable.of(changed(now).add(", paused_at = ?", now), tenantId, id)
                .add(" AND c.paused_at IS NULL"));
    }

    /** It goes on where it was, at once. */
    public Future<Void> resume(UUID tenantId, String id) {
        var now = now();
        return run(ConnectionTable.of(changed(now).add(", paused_at = NULL, next_poll_at = ?", now), tenantId, id)
                .add(" AND c.paused_at IS NOT NULL"));
    }

    /** All of it is read again, also what its lists show no change of. */
    public Future<Void> resync(UUID tenantId, String id) {
        var now = now();
        return run(ConnectionTable.of(
                changed(now).add(", resync_at = clock_timestamp(), next_poll_at = ?" + ConnectionTable.ANEW, now),
                tenantId,
                id));
    }

    /**
     * The account said that it does not have a meeting any more, which only a complete pass may believe: one is made soon,
     * and no other before a page shows the meeting again. While the connection is being run nothing is noted.
     */
    public Future<Void> lookThrough(UUID tenantId, UUID connectionId, String nativeId) {
        var now = now();
        return run(new Sql(
                        "WITH looked AS (UPDATE connection c SET pass_started_at = NULL,"
                                + " next_poll_at = least(c.next_poll_at, ?)"
                                + " WHERE c.tenant_id = ? AND c.id = ? AND c.paused_at IS NULL"
                                + " AND (c.lease_until IS NULL OR c.lease_until < now())",
                        now,
                        tenantId,
                        connectionId)
                .add(
                        " AND EXISTS (SELECT FROM mirrored r WHERE r.tenant_id = c.tenant_id AND r.connection_id = c.id"
                                + " AND r.native_id = ? AND r.missing_since IS NULL) RETURNING c.id)",
                        nativeId)
                .add(
                        " UPDATE mirrored r SET missing_since = ? FROM looked WHERE r.tenant_id = ?"
                                + " AND r.connection_id = looked.id AND r.native_id = ?",
                        now,
                        tenantId,
                        nativeId));
    }

    /** Ends a review. Fails with {@link Problem.NotFound}, and with {@link Problem.Conflict} where there is none. */
    public Future<Void> decide(UUID tenantId, String id, Decision decision) {
        var connection = Ids.uuid(id).orElseThrow(ConnectionTable::notFound);
        var now = now();
        return new Sql(
                        "WITH review AS (UPDATE connection_issue i SET resolved_at = ? WHERE i.tenant_id = ?"
                                + " AND i.connection_id = ? AND i.code = ? AND i.resolved_at IS NULL"
                                + " RETURNING i.connection_id)",
                        now,
                        tenantId,
                        connection,
                        ConnectionIssue.MASS_DELETION)
                .add(
                        ", decided AS (UPDATE mirrored m SET decision = ? FROM review r WHERE m.tenant_id = ?"
                                + " AND m.connection_id = r.connection_id AND m.missing_since IS NOT NULL)",
                        decision,
                        tenantId)
                .add(
                        " UPDATE connection c SET version = c.version + 1, updated_at = ?, failed_runs = 0,"
                                + " next_poll_at = ? FROM review r WHERE c.tenant_id = ? AND c.id = r.connection_id",
                        now,
                        now,
                        tenantId)
                .run(client)
                .compose(rows -> rows.rowCount() > 0
                        ? Future.<Void>succeededFuture()
                        : ConnectionTable.<Void>missed(
                                client, tenantId, id, new Problem.Conflict("Nothing is to be reviewed")))
                .recover(Failures::translate);
    }

    private static Sql changed(Instant now) {
        return new Sql("UPDATE connection c SET version = c.version + 1, updated_at = ?, failed_runs = 0", now);
    }

    private Future<Void> run(Sql sql) {
        return sql.run(client).<Void>mapEmpty().recover(Failures::translate);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
