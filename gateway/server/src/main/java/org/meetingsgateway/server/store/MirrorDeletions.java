package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.meetingsgateway.server.sync.Mirror.Missing;

/** What the remote account does not have any more, and what becomes of it here. */
final class MirrorDeletions {
    /** So many missing ones are looked at; the rest is missing the next time, too. */
    private static final int MISSING = 10_000;

    private final MirrorLease lease;

    MirrorDeletions(MirrorLease lease) {
        this.lease = lease;
    }

    Future<Missing> missing(long ofPass) {
        return lease.rows("SELECT r.native_id, (SELECT count(*) FROM mirrored a WHERE a.tenant_id = r.tenant_id"
                        + " AND a.connection_id = r.connection_id AND a.meeting_id IS NOT NULL) FROM mirrored r")
                .add(
                        " AND r.seen_pass < ? AND r.decision IS NULL AND NOT EXISTS (SELECT FROM connection c"
                                + " WHERE c.tenant_id = r.tenant_id AND c.id = r.connection_id"
                                + " AND r.as_of > c.pass_started_at) ORDER BY r.native_id LIMIT " + MISSING,
                        ofPass)
                .run(lease.store().writes())
                .map(rows -> {
                    var ids = new ArrayList<String>();
                    long meetings = 0;
                    for (var row : rows) {
                        ids.add(row.getString(0));
                        meetings = row.getLong(1);
                    }
                    return new Missing(meetings, List.copyOf(ids));
                });
    }

    Future<Void> review(long ofPass) {
        return lease.during((client, target) -> lease.rows(
                        "UPDATE mirrored r SET missing_since = coalesce(r.missing_since, ?)",
                        lease.store().now())
                .add(" AND r.seen_pass < ?", ofPass)
                .run(client)
                .mapEmpty());
    }

    Future<List<String>> condemned() {
        return lease.rows("SELECT r.native_id FROM mirrored r")
                .add(" AND r.missing_since IS NOT NULL AND r.decision = 'delete' ORDER BY r.native_id LIMIT " + MISSING)
                .run(lease.store().writes())
                .map(rows -> {
                    var ids = new ArrayList<String>();
                    rows.forEach(row -> ids.add(row.getString(0)));
                    return List.copyOf(ids);
                });
    }

    Future<Void> present(long ofPass, String nativeId) {
        return lease.during((client, target) -> lease.rows(
                        "UPDATE mirrored r SET seen_pass = ?, missing_since = NULL, decision = NULL", ofPass)
                .add(" AND r.native_id = ?", nativeId)
                .run(client)
                .mapEmpty());
    }

    Future<Boolean> delete(String nativeId) {
        return lease.during((client, target) -> lease.rows("DELETE FROM mirrored r")
                .add(" AND r.native_id = ?", nativeId)
                .run(client)
                .compose(gone -> new Sql(
                                "DELETE FROM meeting m WHERE m.tenant_id = ? AND m.connection_id = ? AND m.native_id = ?",
                                lease.job().tenantId(),
                                lease.job().connectionId(),
                                nativeId)
                        .run(client))
                .map(rows -> rows.rowCount() > 0));
    }
}
