package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.meetingsgateway.server.upstream.Slots;

/** The slots of one connection, in its row and on the clock of the database: all replicas have the same ones. */
public record ConnectionSlots(SqlClient client, UUID tenantId, UUID connectionId) implements Slots {
    private static final String MICROS = "?::bigint * interval '1 microsecond'";
    private static final String WAIT = "(extract(epoch FROM c.next_free_at - clock_timestamp()) * 1000000)::bigint";

    /** Not {@code now()}: who waited for the row is later than that. Fails as the store does when the connection is gone. */
    @Override
    public Future<Slot> reserve(Duration spacing, Duration ahead, Duration patience) {
        return of(new Sql(
                        "UPDATE connection c SET next_free_at = greatest(c.next_free_at, clock_timestamp()) + "
                                + MICROS,
                        micros(spacing)))
                .add(
                        " AND (c.next_free_at IS NULL OR c.next_free_at <= clock_timestamp() + " + MICROS + ")",
                        micros(ahead.plus(patience)))
                .add(" RETURNING " + WAIT)
                .run(client)
                .compose(rows -> rows.size() == 0
                        ? refused(ahead)
                        : Future.succeededFuture(
                                slot(true, rows.iterator().next().getLong(0) - micros(spacing) - micros(ahead))))
                .recover(Failures::translate);
    }

    private Future<Slot> refused(Duration ahead) {
        return of(new Sql("SELECT coalesce(" + WAIT + ", 0) FROM connection c"))
                .run(client)
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw ConnectionTable.notFound();
                    }
                    return slot(false, rows.iterator().next().getLong(0) - micros(ahead));
                });
    }

    @Override
    public Future<Void> postpone(Duration pause) {
        return of(new Sql(
                        "UPDATE connection c SET next_free_at = greatest(c.next_free_at, clock_timestamp() + " + MICROS
                                + ")",
                        micros(pause)))
                .run(client)
                .<Void>mapEmpty()
                .recover(Failures::translate);
    }

    private Sql of(Sql sql) {
        return sql.add(" WHERE c.tenant_id = ? AND c.id = ?", tenantId, connectionId);
    }

    private static Slot slot(boolean granted, long micros) {
        return new Slot(granted, Duration.of(Math.max(0, micros), TimeUnit.MICROSECONDS.toChronoUnit()));
    }

    private static long micros(Duration duration) {
        return TimeUnit.MICROSECONDS.convert(duration);
    }
}
