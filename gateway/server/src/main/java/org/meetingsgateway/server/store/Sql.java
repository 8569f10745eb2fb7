package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.server.tracing.Work;

/** A statement under construction: text with {@code ?} for every value, and the values. Values are always bound. */
final class Sql {
    private final StringBuilder text = new StringBuilder(1024);
    private final Tuple values = Tuple.tuple();

    Sql(String fragment, @Nullable Object... arguments) {
        add(fragment, arguments);
    }

    Sql add(String fragment, @Nullable Object... arguments) {
        int from = 0;
        for (var argument : arguments) {
            int mark = fragment.indexOf('?', from);
            if (mark < 0) {
                throw new IllegalArgumentException("more values than marks in: " + fragment);
            }
            text.append(fragment, from, mark);
            bind(argument);
            from = mark + 1;
        }
        if (fragment.indexOf('?', from) >= 0) {
            throw new IllegalArgumentException("more marks than values in: " + fragment);
        }
        text.append(fragment, from, fragment.length());
        return this;
    }

    /** One more condition, where there is a value. */
    Sql and(String condition, @Nullable Object value) {
        return value == null ? this : add(" AND " + condition, value);
    }

    /** A {@code VALUES} clause of one row. */
    Sql values(List<@Nullable Object> row) {
        text.append(" VALUES (");
        for (int i = 0; i < row.size(); i++) {
            text.append(i == 0 ? "" : ", ");
            bind(row.get(i));
        }
        text.append(')');
        return this;
    }

    private void bind(@Nullable Object value) {
        values.addValue(
                switch (value) {
                    case Instant i -> time(i);
                    case Coded c -> c.code();
                    case null -> null;
                    default -> value;
                });
        text.append('$').append(values.size());
    }

    /** Never waits for ever: a database that is silent is away. */
    Future<RowSet<Row>> run(SqlClient client) {
        return run(client, Store.ANSWER);
    }

    /** As {@link #run(SqlClient)}, for somebody who waits no longer than that. */
    Future<RowSet<Row>> run(SqlClient client, Duration patience) {
        var work = Work.current();
        return work.isRecorded()
                ? work.during(StatementName.of(text), Work.Kind.THERE, part -> {
                    part.with("db.system.name", "postgresql");
                    return executed(client, patience);
                })
                : executed(client, patience);
    }

    private Future<RowSet<Row>> executed(SqlClient client, Duration patience) {
        return client.preparedQuery(text.toString())
                .execute(values)
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(Row row, int column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    static @Nullable Instant instantOrNull(Row row, int column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    static UUID[] ids(Iterable<?> ids) {
        var out = new ArrayList<UUID>();
        ids.forEach(id -> out.add((UUID) id));
        return out.toArray(UUID[]::new);
    }
}
