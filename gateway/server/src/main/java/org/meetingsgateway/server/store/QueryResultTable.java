package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.meetingsgateway.model.QueryResult.Column;
import org.meetingsgateway.server.store.QueryRuns.Found;

/** What saved queries found, to be told again. */
final class QueryResultTable {
    private static final int MOST_OF_A_QUERY = 100;

    /** No longer than a query may ask for. */
    private static final Duration KEPT = Duration.ofDays(1);

    /** Each may be large. */
    static final int AT_ONCE = 500;

    private final SqlClient client;

    QueryResultTable(SqlClient client) {
        this.client = client;
    }

    record Kept(Found found, Instant refreshedAt) {}

    Future<Optional<Kept>> find(UUID tenant, UUID query, String key, Instant since) {
        return new Sql(
                        "SELECT columns, rows, more, refreshed_at FROM query_result"
                                + " WHERE tenant_id = ? AND query_id = ? AND cache_key = ? AND refreshed_at > ?",
                        tenant,
                        query,
                        key,
                        since)
                .run(client)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(kept(rows.iterator().next())));
    }

    private static Kept kept(Row row) {
        var columns = row.getJsonArray(0).stream()
                .map(JsonObject.class::cast)
                .map(column -> new Column(column.getString("name"), column.getString("type")))
                .toList();
        return new Kept(new Found(columns, row.getString(1), row.getBoolean(2)), Sql.instant(row, 3));
    }

    /** The oldest make room. */
    Future<Void> keep(UUID tenant, UUID query, String key, Found found, Instant refreshedAt) {
        var columns = new JsonArray();
        found.columns()
                .forEach(column ->
                        columns.add(new JsonObject().put("name", column.name()).put("type", column.type())));
        return new Sql(
                        "INSERT INTO query_result (tenant_id, query_id, cache_key, columns, rows, more, refreshed_at)"
                                + " SELECT ?, ?, ?, ?, ?, ?, ?",
                        tenant,
                        query,
                        key,
                        columns,
                        found.rows(),
                        found.more(),
                        refreshedAt)
                // The query may have been deleted meanwhile.
                .add(" WHERE EXISTS (SELECT FROM saved_query q WHERE q.tenant_id = ? AND q.id = ?)", tenant, query)
                .add(" ON CONFLICT (tenant_id, query_id, cache_key) DO UPDATE SET columns = excluded.columns,"
                        + " rows = excluded.rows, more = excluded.more, refreshed_at = excluded.refreshed_at")
                .run(client)
                .compose(kept -> new Sql(
                                "DELETE FROM query_result WHERE tenant_id = ? AND query_id = ? AND cache_key IN"
                                        + " (SELECT old.cache_key FROM query_result old",
                                tenant,
                                query)
                        .add(
                                " WHERE old.tenant_id = ? AND old.query_id = ? ORDER BY old.refreshed_at DESC OFFSET ?)",
                                tenant,
                                query,
                                MOST_OF_A_QUERY)
                        .run(client))
                .mapEmpty();
    }

    static Future<Integer> deleteOld(SqlClient client, Instant now) {
        return Batches.older(client, "query_result", AT_ONCE, "refreshed_at", now.minus(KEPT), "");
    }
}
