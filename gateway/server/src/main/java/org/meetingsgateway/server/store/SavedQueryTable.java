package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.QueryCall.CreateQuery;
import org.meetingsgateway.call.QueryCall.DeleteQuery;
import org.meetingsgateway.call.QueryCall.GetQuery;
import org.meetingsgateway.call.QueryCall.ListLastRuns;
import org.meetingsgateway.call.QueryCall.ListQueries;
import org.meetingsgateway.call.QueryCall.UpdateQuery;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.QueryField;
import org.meetingsgateway.model.QueryVariable;
import org.meetingsgateway.model.SavedQuery;

/** The saved queries of one project. */
final class SavedQueryTable {
    private static final int MONTHS_OF_RUNS = 6;

    /** Whoever created {@code q} as {@code o}, then {@code q}, in the order that {@link #query} reads them. */
    private static final String SELECT = "SELECT " + PersonTable.COLUMNS + ", q.id, q.name, q.description, q.sql,"
            + " q.variables, q.notes, q.active, q.cache_seconds, q.created_at, q.updated_at FROM ";

    private static final String CREATOR = " q LEFT JOIN person o ON o.tenant_id = q.tenant_id AND o.id = q.created_by";

    private static final int FIRST = 20;

    private final SqlClient client;
    private final Clock clock;

    SavedQueryTable(SqlClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    Future<List<SavedQuery>> list(ListQueries call, Principal principal) {
        var sql = of(new Sql(SELECT + "saved_query" + CREATOR + " WHERE"), principal)
                .and("q.active = ?", call.active())
                .and("o.user_number = ?", call.createdBy());
        return sql.add(" ORDER BY q.name").run(client).map(rows -> {
            var queries = new ArrayList<SavedQuery>();
            rows.forEach(row -> queries.add(query(row)));
            return queries;
        });
    }

    Future<SavedQuery> get(GetQuery call, Principal principal) {
        return one(of(new Sql(SELECT + "saved_query" + CREATOR + " WHERE"), principal)
                .and("q.name = ?", call.name()));
    }

    /** One that may be run; this is what its last run is. */
    Future<SavedQuery> startRun(String name, Principal principal) {
        var sql = new Sql("WITH q AS (UPDATE saved_query q SET last_run_at = ? WHERE", now());
        return one(
                of(sql, principal).add(" AND q.name = ? AND q.active RETURNING q.*) " + SELECT + "q" + CREATOR, name));
    }

    private Future<SavedQuery> one(Sql sql) {
        return sql.run(client).map(rows -> {
            if (rows.size() == 0) {
                throw new Problem.NotFound("query");
            }
            return query(rows.iterator().next());
        });
    }

    private static Sql of(Sql sql, Principal principal) {
        return sql.add(" q.tenant_id = ? AND q.project_id = ?", principal.tenantId(), principal.projectId());
    }

    Future<SavedQuery> create(CreateQuery call, Principal principal) {
        var columns = new ArrayList<String>(
                List.of("tenant_id", "id", "project_id", "created_by", "created_at", "updated_at"));
        var values = new ArrayList<@Nullable Object>();
        var now = now();
        values.add(principal.tenantId());
        values.add(Ids.next());
        values.add(principal.projectId());
        values.add(principal.personId());
        values.add(now);
        values.add(now);
        var all = Changes.of(QueryField.class)
                .set(QueryField.DESCRIPTION, "")
                .set(QueryField.VARIABLES, List.of())
                .set(QueryField.NOTES, Map.of())
                .set(QueryField.ACTIVE, true);
        call.query().forEach(all::set);
        all.build().forEach((field, value) -> {
            columns.add(column(field));
            values.add(stored(value));
        });
        var sql = new Sql("WITH q AS (INSERT INTO saved_query AS q (" + String.join(", ", columns) + ") SELECT");
        for (int i = 0; i < values.size(); i++) {
            sql.add(i == 0 ? " ?" : ", ?", values.get(i));
        }
        sql.add(" RETURNING q.*) " + SELECT + "q" + CREATOR);
        return one(sql).recover(SavedQueryTable::taken);
    }

    private static <T> Future<T> taken(Throwable failure) {
        var constraint = failure instanceof PgException pg ? String.valueOf(pg.getConstraint()) : "";
        return Future.failedFuture(
                switch (constraint) {
                    case "saved_query_name" -> new Problem.Conflict("There is a saved query with this name");
                    case "saved_query_most" -> new Problem.Conflict("The project has as many saved queries as it may");
                    default -> failure;
                });
    }

    Future<SavedQuery> update(UpdateQuery call, Principal principal) {
        var sql = new Sql("WITH q AS (UPDATE saved_query q SET updated_at = ?", now());
        call.changes().forEach((field, value) -> {
            if (field != QueryField.NAME) {
                sql.add(", " + column(field) + " = ?", stored(value));
            }
        });
        return one(of(sql.add(" WHERE"), principal)
                .add(" AND q.name = ? RETURNING q.*) " + SELECT + "q" + CREATOR, call.name()));
    }

    Future<Void> delete(DeleteQuery call, Principal principal) {
        return of(new Sql("DELETE FROM saved_query q WHERE"), principal)
                .and("q.name = ?", call.name())
                .run(client)
                .map(rows -> {
                    if (rows.rowCount() == 0) {
                        throw new Problem.NotFound("query");
                    }
                    return null;
                });
    }

    Future<Map<String, Instant>> lastRuns(ListLastRuns call, Principal principal) {
        var since = clock.instant()
                .atOffset(ZoneOffset.UTC)
                .minusMonths(MONTHS_OF_RUNS)
                .toInstant();
        return of(new Sql("SELECT q.name, q.last_run_at FROM saved_query q WHERE"), principal)
                .add(" AND q.name = ANY(?)", (Object) call.names().toArray(String[]::new))
                .and("q.last_run_at >= ?", since)
                .run(client)
                .map(rows -> {
                    var known = new HashMap<String, Instant>();
                    rows.forEach(row -> known.put(row.getString(0), Sql.instant(row, 1)));
                    var runs = new LinkedHashMap<String, Instant>();
                    for (var name : call.names()) {
                        var last = known.get(name);
                        if (last != null) {
                            runs.put(name, last);
                        }
                    }
                    return runs;
                });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String column(QueryField field) {
        return field == QueryField.CACHE_AGE ? "cache_seconds" : field.code();
    }

    private static @Nullable Object stored(@Nullable Object value) {
        return switch (value) {
            case Duration age -> age.toMillis() / 1000.0;
            case Map<?, ?> notes -> json(notes);
            case List<?> variables -> variables(variables);
            case null -> null;
            default -> value;
        };
    }

    private static JsonObject json(Map<?, ?> notes) {
        var json = new JsonObject();
        notes.forEach((name, value) -> json.put((String) name, value));
        return json;
    }

    private static JsonArray variables(List<?> variables) {
        var json = new JsonArray();
        for (var each : variables) {
            var variable = (QueryVariable) each;
            json.add(new JsonObject()
                    .put("id", variable.id())
                    .put("name", variable.name())
                    .put("value", variable.value()));
        }
        return json;
    }

    private static SavedQuery query(Row row) {
        var seconds = row.getDouble(FIRST + 7);
        return new SavedQuery(
                row.getUUID(FIRST),
                row.getString(FIRST + 1),
                row.getString(FIRST + 2),
                row.getString(FIRST + 3),
                variables(new JsonArray(row.getJsonArray(FIRST + 4).encode())),
                new JsonObject(row.getJsonObject(FIRST + 5).encode()).getMap(),
                row.getBoolean(FIRST + 6),
                seconds == null ? null : Duration.ofMillis(Math.round(seconds * 1000)),
                row.getUUID(0) == null ? null : PersonTable.person(row),
                Sql.instant(row, FIRST + 8),
                Sql.instant(row, FIRST + 9));
    }

    private static List<QueryVariable> variables(JsonArray json) {
        var variables = new ArrayList<QueryVariable>();
        for (var each : json.getList()) {
            var variable = (Map<?, ?>) each;
            variables.add(new QueryVariable(
                    String.valueOf(variable.get("id")), String.valueOf(variable.get("name")), variable.get("value")));
        }
        return variables;
    }
}
