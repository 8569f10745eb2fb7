package org.meetingsgateway.server.store;

import java.util.function.Consumer;

/**
 * Where a numbered page begins, from totals that are kept by year, month and day: the day in which it does, and how many of
 * that day come before it. So no more is skipped through than a part of a day, however far behind the page is; and since
 * totals and rows are read by one statement, what is written meanwhile moves neither against the other.
 */
final class PageStart {
    private PageStart() {}

    /** Adds a query of {@code period} and {@code total}, any number of rows for each period. */
    @FunctionalInterface
    interface Totals {
        void add(Sql sql, Grain grain);
    }

    /**
     * Adds the parts of a {@code WITH} clause that {@link #slice} needs: in the list of all that the totals count, the year
     * in which the page begins, the month of that year, the day of that month. Where the list ends before, there is no day.
     *
     * @param offset adds an expression: how many of that list come before the page
     */
    static void with(Sql sql, boolean descending, Consumer<Sql> offset, Totals totals) {
        var direction = descending ? " DESC" : "";
        Grain within = null;
        for (var grain : Grain.values()) {
            sql.add((within == null ? "" : ", ") + name(grain)
                    + " AS (SELECT c.period, c.skip FROM (SELECT t.period, sum(t.total) AS n, ");
            if (within == null) {
                offset.accept(sql);
            } else {
                sql.add("w.skip");
            }
            sql.add(" + sum(t.total) - sum(sum(t.total)) OVER (ORDER BY t.period" + direction + ") AS skip FROM (");
            totals.add(sql, grain);
            sql.add(") t");
            if (within != null) {
                sql.add(", " + name(within) + " w WHERE t.period >= w.period AND t.period < (w.period + interval '1 "
                        + within.code() + "')::date");
            }
            sql.add(" GROUP BY t.period" + (within == null ? "" : ", w.skip")
                    + ") c WHERE c.skip < c.n ORDER BY c.period" + direction + " LIMIT 1)");
            within = grain;
        }
    }

    private static String name(Grain grain) {
        return "start_" + grain.code();
    }

    /** Adds condition, order, limit and offset of a page to a query on the rows that the totals count, or some of them. */
    static void slice(Sql sql, Keyset keyset, int size) {
        var day = name(Grain.DAY);
        sql.add(" AND " + keyset.key() + (keyset.descending() ? " < (SELECT (period + 1)" : " >= (SELECT period")
                + "::timestamp AT TIME ZONE 'UTC' FROM " + day + ")");
        keyset.order(sql).add(" LIMIT " + size + " OFFSET (SELECT skip::bigint FROM " + day + ")");
    }
}
