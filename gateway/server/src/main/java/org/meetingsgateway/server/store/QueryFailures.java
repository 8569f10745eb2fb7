package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.server.queries.Refusals;

/** What the database says of somebody's statement, in words for the one who wrote it. */
final class QueryFailures {
    /** PostgreSQL's names of what a statement can be wrong in. */
    private static final Map<String, String> CONDITIONS = Map.ofEntries(
            Map.entry("21000", "cardinality_violation"),
            Map.entry("2201B", "invalid_regular_expression"),
            Map.entry("22003", "numeric_value_out_of_range"),
            Map.entry("22007", "invalid_datetime_format"),
            Map.entry("22008", "datetime_field_overflow"),
            Map.entry("22012", "division_by_zero"),
            Map.entry("22023", "invalid_parameter_value"),
            Map.entry("22P02", "invalid_text_representation"),
            Map.entry("42601", "syntax_error"),
            Map.entry("42702", "ambiguous_column"),
            Map.entry("42703", "undefined_column"),
            Map.entry("42725", "ambiguous_function"),
            Map.entry("42803", "grouping_error"),
            Map.entry("42804", "datatype_mismatch"),
            Map.entry("42846", "cannot_coerce"),
            Map.entry("42883", "undefined_function"),
            Map.entry("42P01", "undefined_table"),
            Map.entry("42P10", "invalid_column_reference"),
            Map.entry("42P18", "indeterminate_datatype"),
            Map.entry("42P19", "invalid_recursion"));

    private QueryFailures() {}

    static <T> Future<T> ofStatement(Throwable failure) {
        return Future.failedFuture(
                switch (failure) {
                    case PgException pg -> ofStatement(pg);
                    // PostgreSQL was busy with something that it does not interrupt.
                    case TimeoutException e -> tooLong();
                    default -> failure;
                });
    }

    private static Problem.Invalid tooLong() {
        return Refusals.refused("statement_timeout", "The query took too long");
    }

    private static Throwable ofStatement(PgException failure) {
        var state = String.valueOf(failure.getSqlState());
        return switch (state) {
            case "57014" -> tooLong();
            case "42501" -> Refusals.refused("insufficient_privilege", "The query reads what it may not");
            case "53400" -> Refusals.refused("too_expensive", "The query needs too much space");
            default ->
                switch (state.substring(0, 2)) {
                    case "54" -> Refusals.refused("too_complex", "The query is too complex");
                    // An allocation of more than there can be is an internal error of PostgreSQL.
                    case "XX" -> Refusals.refused("too_expensive", "The query needs too much memory");
                    case "0A", "21", "22", "42" ->
                        Refusals.ofDatabase(
                                CONDITIONS.getOrDefault(state, "query_error"),
                                String.valueOf(failure.getErrorMessage()));
                    default -> failure;
                };
        };
    }

    /** The role that saved queries are run as is not there, or the gateway may not take it. */
    static <T> Future<T> ofRole(Throwable failure) {
        boolean missing = failure instanceof PgException pg
                && ("22023".equals(pg.getSqlState()) || "42501".equals(pg.getSqlState()));
        return Future.failedFuture(
                missing
                        ? new Problem.Unsupported("running saved queries, which the database is not set up for")
                        : failure);
    }
}
