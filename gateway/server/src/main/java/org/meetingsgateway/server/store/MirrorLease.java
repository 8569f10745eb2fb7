package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.server.sync.Job;
import org.meetingsgateway.server.sync.Lost;

/** That a connection is run here: everything that is written of it is written under the lease, which its row has. */
final class MirrorLease {
    /** Where the meetings of the connection are put. */
    record Target(UUID projectId, UUID ownerId) {}

    /** What is written, and by whom. */
    record Holding(SqlConnection client, FailureTable failures, Target target) {}

    private final Store store;
    private final Job job;
    private final String holder;

    /** Another one in the row means that the operator wants to begin anew. */
    private long pass;

    MirrorLease(Store store, Job job, String holder) {
        this.store = store;
        this.job = job;
        this.holder = holder;
        this.pass = job.position().pass();
    }

    Job job() {
        return job;
    }

    Store store() {
        return store;
    }

    long pass() {
        return pass;
    }

    /** From now on. */
    void pass(long next) {
        pass = next;
    }

    /** Rows {@code r} of the connection; conditions follow. */
    Sql rows(String statement, @Nullable Object... arguments) {
        return new Sql(statement, arguments)
                .add(" WHERE r.tenant_id = ? AND r.connection_id = ?", job.tenantId(), job.connectionId());
    }

    /** A change of the connection's own row, {@code c}; assignments follow. */
    static Sql connection(String assignments, @Nullable Object... arguments) {
        return new Sql("UPDATE connection c SET updated_at = c.updated_at").add(assignments, arguments);
    }

    /** @param connection as {@link #connection} made it */
    Future<Void> written(SqlClient client, Sql connection) {
        return held(connection).run(client).map(rows -> {
            if (rows.rowCount() == 0) {
                throw new Lost();
            }
            return null;
        });
    }

    /** In a transaction, during which the connection stays ours. */
    <T> Future<T> during(BiFunction<SqlConnection, Target, Future<T>> effect) {
        return noticing(holding -> effect.apply(holding.client(), holding.target()));
    }

    /** As {@link #during}; new failures are heard of once it is committed. */
    <T> Future<T> noticing(Function<Holding, Future<T>> effect) {
        return store.inTransaction((client, failures) -> held(new Sql(
                        "SELECT c.project_id, c.owner_id FROM connection c"))
                .add(" FOR SHARE")
                .run(client)
                .compose(rows -> {
                    if (rows.size() == 0) {
                        throw new Lost();
                    }
                    var row = rows.iterator().next();
                    return effect.apply(new Holding(client, failures, new Target(row.getUUID(0), row.getUUID(1))));
                }));
    }

    private Sql held(Sql sql) {
        return sql.add(
                " WHERE c.tenant_id = ? AND c.id = ? AND c.lease_holder = ? AND c.lease_until > now()"
                        + " AND c.pass = ? AND c.paused_at IS NULL",
                job.tenantId(),
                job.connectionId(),
                holder,
                pass);
    }
}
