package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Deletes some rows at a time, each time in a statement of its own, so that none of them takes too long, and what was done is
 * done. What somebody else holds at the moment is left for the next time.
 */
final class Batches {
    /** A run of housekeeping deletes as many times; the rest is for the next one. */
    private static final int TIMES = 500;

    private Batches() {}

    /**
     * Some of a table.
     *
     * @param order the column after the tenant, and after what a condition says, in an index of the table: no batch looks
     *     for its rows
     */
    record Part(String table, String order, int atOnce) {}

    /** Of one tenant. How many rows it was. {@code condition}: of {@code o}. */
    static Future<Integer> ofTenant(
            SqlClient client, Part part, UUID tenant, String condition, @Nullable Object... values) {
        var table = part.table();
        var sql = new Sql(
                        "DELETE FROM " + table + " d WHERE d.tenant_id = ? AND d.ctid = ANY(ARRAY(SELECT o.ctid FROM "
                                + table + " o WHERE o.tenant_id = ?",
                        tenant,
                        tenant)
                .add(condition, values)
                .add(" ORDER BY o." + part.order() + " LIMIT " + part.atOnce() + " FOR UPDATE SKIP LOCKED))");
        return sql.run(client).map(rows -> rows.rowCount());
    }

    /**
     * Of every tenant: this is the store's own housekeeping. How many rows it was.
     *
     * @param age the column, of {@code o}, by which there is an index; the order keeps the planner from looking elsewhere
     */
    static Future<Integer> older(
            SqlClient client, String table, int atOnce, String age, Instant before, String condition) {
        return repeated(
                atOnce,
                () -> new Sql(
                                "DELETE FROM " + table + " d WHERE d.ctid = ANY(ARRAY(SELECT o.ctid FROM " + table
                                        + " o WHERE o." + age + " < ?" + condition + " ORDER BY o." + age + " LIMIT "
                                        + atOnce
                                        + " FOR UPDATE SKIP LOCKED))",
                                before)
                        .run(client)
                        .map(rows -> rows.rowCount()));
    }

    private static Future<Integer> repeated(int atOnce, Supplier<Future<Integer>> batch) {
        var done = Promise.<Integer>promise();
        next(atOnce, batch, TIMES, 0, done);
        return done.future();
    }

    private static void next(
            int atOnce, Supplier<Future<Integer>> batch, int times, int before, Promise<Integer> done) {
        batch.get().onFailure(done::fail).onSuccess(rows -> {
            if (rows < atOnce || times == 1) {
                done.complete(before + rows);
            } else {
                next(atOnce, batch, times - 1, before + rows, done);
            }
        });
    }
}
