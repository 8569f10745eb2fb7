package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** What is known of a connection that its operator did not write. Of one that is not there nothing is known. */
public final class ConnectionReports {
    private static final int ISSUES = 100;
    /** So much of a connection is kept, about. */
    static final int DRIFT = 1_000;

    private static final int DAYS = 10_000;

    private final SqlClient client;

    public ConnectionReports(SqlClient client) {
        this.client = client;
    }

    /** Open ones first, then the latest. */
    public Future<List<ConnectionIssue>> issues(UUID tenantId, UUID connectionId) {
        return list(
                new Sql(
                                "SELECT i.code, i.detail, i.upstream_status, i.upstream_code, i.first_seen, i.last_seen,"
                                        + " i.resolved_at FROM connection_issue i"
                                        + " WHERE i.tenant_id = ? AND i.connection_id = ?",
                                tenantId,
                                connectionId)
                        .add(" ORDER BY i.resolved_at IS NOT NULL, i.last_seen DESC, i.id DESC LIMIT " + ISSUES),
                row -> new ConnectionIssue(
                        row.getString(0),
                        row.getString(1),
                        row.getInteger(2),
                        row.getString(3),
                        Sql.instant(row, 4),
                        Sql.instant(row, 5),
                        Sql.instantOrNull(row, 6)));
    }

    /** The most frequent first. */
    public Future<List<Drift>> drift(UUID tenantId, UUID connectionId) {
        return list(
                new Sql(
                                "SELECT d.pointer, d.count, d.first_seen, d.last_seen FROM drift d"
                                        + " WHERE d.tenant_id = ? AND d.connection_id = ?",
                                tenantId,
                                connectionId)
                        .add(" ORDER BY d.count DESC, d.pointer LIMIT " + DRIFT),
                row -> new Drift(row.getString(0), row.getLong(1), Sql.instant(row, 2), Sql.instant(row, 3)));
    }

    /** By day, the latest first. */
    public Future<List<CompletenessDay>> completeness(UUID tenantId, UUID connectionId) {
        return list(
                new Sql(
                                "SELECT m.day, count(*) FILTER (WHERE m.missing_since IS NULL), count(m.meeting_id),"
                                        + " (coalesce(array_agg(m.native_id ORDER BY m.native_id) FILTER (WHERE"
                                        + " m.missing_since IS NULL AND m.meeting_id IS NULL), '{}'))[1:"
                                        + CompletenessDay.MISSING
                                        + "] FROM mirrored m WHERE m.tenant_id = ? AND m.connection_id = ?",
                                tenantId,
                                connectionId)
                        .add(" GROUP BY m.day ORDER BY m.day DESC LIMIT " + DAYS),
                row -> new CompletenessDay(
                        row.getLocalDate(0), row.getLong(1), row.getLong(2), List.of(row.getArrayOfStrings(3))));
    }

    private <T> Future<List<T>> list(Sql sql, Function<Row, T> reading) {
        return sql.run(client)
                .map(rows -> {
                    var list = new ArrayList<T>(rows.size());
                    rows.forEach(row -> list.add(reading.apply(row)));
                    return List.copyOf(list);
                })
                .recover(Failures::translate);
    }
}
