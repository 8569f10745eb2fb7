package org.meetingsgateway.server.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.desc.ColumnDescriptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.QueryResult.Column;
import org.meetingsgateway.server.queries.CheckedQuery;
import org.meetingsgateway.server.queries.QueryParser;
import org.meetingsgateway.server.queries.Refusals;
import org.meetingsgateway.server.tracing.Work;

/**
 * Runs statements of saved queries, on connections of their own: as a role that may read the views and nothing else, in a
 * transaction that writes nothing and is rolled back, for a bounded time and up to a bounded size.
 */
final class QueryRuns {
    /** How many rows a result has at most. */
    static final int ROWS = 10_000;

    private static final int BYTES = 8 << 20;
    private static final int MOST_AT_ONCE = 64;
    private static final Duration STATEMENT = Duration.ofSeconds(5);
    private static final Duration ANSWER = STATEMENT.plusSeconds(1);
    private static final int PARSERS = 2;
    private static final int WRITERS = 2;
    private static final int KNOWN = 500;
    private static final Duration BUSY = Duration.ofSeconds(2);

    /** The settings of one transaction; the last one gives up every right but one. */
    private static final String SETTINGS = """
            SELECT set_config('gateway.tenant', $1, true), set_config('gateway.project', $2, true),
                set_config('gateway.person', $3, true), set_config('gateway.view', $4, true),
                set_config('statement_timeout', $5, true), set_config('search_path', '', true),
                set_config('standard_conforming_strings', 'on', true), set_config('work_mem', '16MB', true),
                set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true),
                (SELECT set_config('temp_file_limit', '256MB', true)
                    WHERE has_parameter_privilege('temp_file_limit', 'SET')),
                set_config('role', $6, true)""";

    private static final String TYPES =
            "SELECT parameter_types::text[] FROM pg_prepared_statements WHERE name = 'gateway_types'";

    /** Around a statement: every row as JSON, in order; null from where all together would be too large. */
    private static final String BEFORE = "SELECT CASE WHEN sum(octet_length(w.j)) OVER (ROWS UNBOUNDED PRECEDING) <= "
            + BYTES + " THEN w.j END FROM (SELECT row_to_json(r)::text AS j FROM (";

    private static final String AFTER = ") AS r LIMIT " + (ROWS + 1) + ") AS w";

    private final Pool pool;
    private final WorkerExecutor parsers;
    private final WorkerExecutor worker;
    private final Cache<String, CheckedQuery> checked =
            Caffeine.newBuilder().maximumSize(KNOWN).build();
    private final AtomicInteger running = new AtomicInteger();

    /** @param pool its connections keep no prepared statements */
    QueryRuns(Vertx vertx, Pool pool) {
        this.pool = pool;
        parsers = vertx.createSharedWorkerExecutor("query-parsers", PARSERS, 10, TimeUnit.SECONDS);
        worker = vertx.createSharedWorkerExecutor("saved-queries", WRITERS, 10, TimeUnit.SECONDS);
    }

    /**
     * What was found.
     *
     * @param rows JSON objects, one a line
     */
    record Found(List<Column> columns, String rows, boolean more) {}

    /** Work that takes too long for an event loop, and does not wait behind statements that are hard to parse. */
    <T> Future<T> aside(Callable<T> work) {
        return worker.executeBlocking(work, false).map(Objects::requireNonNull);
    }

    /** Fails with {@link Problem.Invalid} when the statement may not be run. */
    Future<CheckedQuery> check(String sql) {
        var known = checked.getIfPresent(sql);
        return known == null
                ? bounded(() -> parsers.executeBlocking(() -> QueryParser.check(sql), false))
                        .map(Objects::requireNonNull)
                        .onSuccess(query -> checked.put(sql, query))
                : Future.succeededFuture(known);
    }

    /** Fails with {@link Problem.Invalid} also when the database does not understand it. */
    Future<CheckedQuery> checkWithDatabase(String sql, Principal principal) {
        return check(sql).compose(query -> {
            var nothing = new ArrayList<@Nullable Object>();
            query.variables().forEach(name -> nothing.add(null));
            return bounded(() -> transaction(
                            principal,
                            connection -> typed(connection, query, nothing)
                                    .compose(typed -> columns(connection, typed, typed.values(nothing)))))
                    .map(query);
        });
    }

    /** @param values of the variables, in their order */
    Future<Found> run(CheckedQuery query, List<@Nullable Object> values, Principal principal) {
        return bounded(() -> transaction(
                principal,
                connection -> typed(connection, query, values).compose(typed -> {
                    var bound = typed.values(values);
                    return columns(connection, typed, bound)
                            .compose(columns -> connection
                                    .preparedQuery(BEFORE + typed.sql() + AFTER)
                                    .execute(bound)
                                    .map(rows -> found(columns, rows)));
                })));
    }

    private <T> Future<T> bounded(Supplier<Future<T>> work) {
        if (running.incrementAndGet() > MOST_AT_ONCE) {
            running.decrementAndGet();
            return Future.failedFuture(new Problem.Unavailable("Too many saved queries are being run", BUSY));
        }
        return work.get().onComplete(done -> running.decrementAndGet());
    }

    /**
     * PostgreSQL may be busy for minutes with something that it does not interrupt. Then the caller is answered, but what was
     * begun goes on to its end before anybody else has the connection: no statement is ever run in another's transaction.
     */
    private <T> Future<T> transaction(Principal principal, Function<SqlConnection, Future<T>> work) {
        // Of the statement itself, which somebody else wrote, nothing is told.
        return Work.current().during("saved query", Work.Kind.THERE, part -> untraced(principal, work));
    }

    private <T> Future<T> untraced(Principal principal, Function<SqlConnection, Future<T>> work) {
        return pool.getConnection()
                .compose(connection -> {
                    var ready = begin(connection, principal);
                    var done = ready.compose(begun -> work.apply(connection));
                    done.onComplete(ended ->
                            connection.query("ROLLBACK").execute().onComplete(rolledBack -> connection.close()));
                    return ready.timeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                            .compose(begun -> done.timeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                                    .recover(QueryFailures::ofStatement));
                })
                .recover(Failures::translate);
    }

    private static Future<RowSet<Row>> begin(SqlConnection connection, Principal principal) {
        return connection
                .query("BEGIN READ ONLY; DEALLOCATE ALL")
                .execute()
                .compose(begun -> connection
                        .preparedQuery(SETTINGS)
                        .execute(Tuple.of(
                                principal.tenantId().toString(),
                                String.valueOf(principal.projectId()),
                                principal.personId() == null
                                        ? ""
                                        : principal.personId().toString(),
                                principal.view().name().toLowerCase(Locale.ROOT),
                                String.valueOf(STATEMENT.toMillis()),
                                QueryRoles.QUERY))
                        .recover(QueryFailures::ofRole));
    }

    /** A statement whose parameters are texts that are cast to the types that they have in it. */
    private record Typed(String sql, List<String> types) {
        Tuple values(List<@Nullable Object> values) {
            var texts = Tuple.tuple();
            for (int i = 0; i < values.size(); i++) {
                texts.addString(QueryValues.text(values.get(i), types.get(i)));
            }
            return texts;
        }
    }

    /** Parameters have the types of their values, or where the statement does not go with these those that it needs. */
    private static Future<Typed> typed(SqlConnection connection, CheckedQuery query, List<@Nullable Object> values) {
        if (query.variables().isEmpty()) {
            return Future.succeededFuture(new Typed(query.sql(place -> ""), List.of()));
        }
        var types = values.stream().map(QueryValues::typeOf).collect(Collectors.joining(", ", "(", ")"));
        var statement = " AS " + query.sql(place -> "$" + (place + 1));
        return connection
                .query("SAVEPOINT untyped; PREPARE gateway_types " + types + statement)
                .execute()
                .recover(failure -> connection
                        .query("ROLLBACK TO untyped; PREPARE gateway_types" + statement)
                        .execute())
                .compose(prepared -> connection.query(TYPES).execute())
                .map(rows -> {
                    var found = List.of(rows.iterator().next().getArrayOfStrings(0));
                    return new Typed(
                            query.sql(place -> "CAST($" + (place + 1) + "::text AS " + found.get(place) + ")"), found);
                });
    }

    private static Future<List<Column>> columns(SqlConnection connection, Typed typed, Tuple values) {
        // Prepared by itself: else the client tries again after an error in types, and the first error is lost.
        return connection
                .prepare("SELECT * FROM (" + typed.sql() + ") AS r LIMIT 0")
                .compose(prepared -> prepared.query().execute(values))
                .map(rows -> rows.columnDescriptors() == null
                        ? List.of()
                        : rows.columnDescriptors().stream()
                                .map(QueryRuns::column)
                                .toList());
    }

    private static Column column(ColumnDescriptor column) {
        return new Column(column.name(), QueryValues.type(column.typeName()));
    }

    private static Found found(List<Column> columns, RowSet<Row> rows) {
        var lines = new StringBuilder();
        int n = 0;
        for (var row : rows) {
            var line = row.getString(0);
            if (line == null) {
                throw Refusals.refused("result_too_large", "The result is larger than " + (BYTES >> 20) + " MiB");
            }
            if (++n <= ROWS) {
                lines.append(line).append('\n');
            }
        }
        return new Found(columns, lines.toString(), n > ROWS);
    }

    Future<Void> close() {
        return Future.join(pool.close(), parsers.close(), worker.close()).mapEmpty();
    }
}
