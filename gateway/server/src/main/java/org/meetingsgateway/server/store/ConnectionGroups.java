package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connections of all tenants in groups, for whoever counts them. */
public record ConnectionGroups(SqlClient client) {
    /**
     * Connections that have the same style, quota and issues.
     *
     * @param window the length of their quota; null: what the style allows
     * @param stalest when that one was last complete which is so for the longest time; its creation, where it never was
     * @param pending meetings of which more is to come
     * @param toNext until a request may be sent, where it is longest
     * @param writing writes to them that are not over
     * @param writingSince when the oldest of these began; null where there is none
     */
    public record Group(
            String style,
            Connection.State state,
            @Nullable Duration window,
            long connections,
            Instant stalest,
            long pending,
            Duration toNext,
            long writing,
            @Nullable Instant writingSince) {}

    /** One statement, which reads every connection, open issue, pending meeting and open write once. */
    public Future<List<Group>> all() {
        return new Sql("SELECT c.style, c.paused_at IS NOT NULL, coalesce(i.codes, '{}'), c.quota_seconds, count(*),"
                        + " min(coalesce(c.last_success_at, c.created_at)), coalesce(sum(p.pending), 0)::bigint,"
                        + " (coalesce(greatest(max(extract(epoch FROM c.next_free_at - now())), 0), 0) * 1000)::bigint,"
                        + " coalesce(sum(w.writing), 0)::bigint, min(w.since)"
                        + " FROM connection c"
                        + " LEFT JOIN (SELECT o.tenant_id, o.connection_id, array_agg(o.code ORDER BY o.code) AS codes"
                        + " FROM connection_issue o WHERE o.resolved_at IS NULL GROUP BY o.tenant_id, o.connection_id) i"
                        + " ON i.tenant_id = c.tenant_id AND i.connection_id = c.id"
                        + " LEFT JOIN (SELECT m.tenant_id, m.connection_id, count(*) AS pending"
                        + " FROM mirrored m WHERE NOT m.settled GROUP BY m.tenant_id, m.connection_id) p"
                        + " ON p.tenant_id = c.tenant_id AND p.connection_id = c.id"
                        + " LEFT JOIN (SELECT b.tenant_id, b.connection_id, count(*) AS writing, min(b.started_at) AS since"
                        + " FROM outbox b WHERE b.state IN ('sending', 'unknown') GROUP BY b.tenant_id, b.connection_id) w"
                        + " ON w.tenant_id = c.tenant_id AND w.connection_id = c.id"
                        + " GROUP BY 1, 2, 3, 4")
                .run(client)
                .map(rows -> {
                    var groups = new ArrayList<Group>(rows.size());
                    rows.forEach(row -> groups.add(group(row)));
                    return List.copyOf(groups);
                });
    }

    private static Group group(Row row) {
        var seconds = row.getLong(3);
        return new Group(
                row.getString(0),
                Connection.State.of(row.getBoolean(1), Set.of(row.getArrayOfStrings(2))),
                seconds == null ? null : Duration.ofSeconds(seconds),
                row.getLong(4),
                Sql.instant(row, 5),
                row.getLong(6),
                Duration.of(row.getLong(7), TimeUnit.MILLISECONDS.toChronoUnit()),
                row.getLong(8),
                Sql.instantOrNull(row, 9));
    }
}
