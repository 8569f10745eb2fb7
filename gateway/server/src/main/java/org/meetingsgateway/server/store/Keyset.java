package org.meetingsgateway.server.store;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Slice;

/**
 * The order of a list and how a slice is cut from it. A cursor is continued by comparing {@code (key, id)}, so pages
 * neither lose nor double what was there all the time, whatever is written in between.
 *
 * @param key the column that orders the list
 * @param id the column that breaks ties
 * @param query what makes this list another one than its neighbours: a cursor of one is no cursor of the other
 */
record Keyset(String key, String id, boolean descending, int query) {
    static Keyset newestFirst(String alias, Object... query) {
        return new Keyset(
                alias + ".created_at", alias + ".id", true, List.of(query).hashCode());
    }

    /** Adds condition, order and limit; one row more than asked for tells whether there is a next page. */
    void slice(Sql sql, Slice slice) {
        if (slice instanceof Slice.After after) {
            if (after.cursor() != null) {
                var from = Cursor.decode(after.cursor(), query);
                sql.add(
                        " AND (" + key + ", " + id + ") " + (descending ? "<" : ">") + " (?, ?)",
                        from.instant(),
                        from.id());
            }
            // As a literal: with a parameter the planner has to guess how much is wanted, and plans every time anew.
            order(sql).add(" LIMIT " + (after.size() + 1));
        } else if (slice instanceof Slice.Counted n) {
            order(sql).add(" LIMIT " + n.size());
            // Nor is an offset said that skips nothing: the first page, which most callers want, keeps its plan.
            if (n.offset() > 0) {
                sql.add(" OFFSET ?", n.offset());
            }
        }
    }

    Sql order(Sql sql) {
        var direction = descending ? " DESC" : "";
        return sql.add(" ORDER BY " + key + direction + ", " + id + direction);
    }

    <T> Page<T> page(Slice slice, List<T> rows, Function<T, Cursor> position, @Nullable Long total) {
        if (slice instanceof Slice.After && rows.size() > slice.size()) {
            var items = rows.subList(0, slice.size());
            return new Page<>(items, total, position.apply(items.getLast()).encode(query));
        }
        boolean isFull = slice instanceof Slice.Counted && rows.size() == slice.size();
        return new Page<>(rows, total, isFull ? position.apply(rows.getLast()).encode(query) : null);
    }
}
