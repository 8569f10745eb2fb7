package org.meetingsgateway.bench;

import io.vertx.core.Future;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.server.store.Store;

/** A statement that the gateway's store runs, so that the yardstick's SQL can never be another. */
record RecordedStatement(String sql, Tuple values) {
    /** Asks once, and gives the statements that were run one after the other. */
    static Future<List<RecordedStatement>> of(
            Function<Meetings, Future<?>> questions, Principal principal, Store store) {
        var recorded = new ArrayList<RecordedStatement>();
        var recording = recording(store.client(), recorded);
        var source = store.on(recording);
        return questions.apply(new Meetings(source, principal)).map(answered -> List.copyOf(recorded));
    }

    private static SqlClient recording(SqlClient client, List<RecordedStatement> recorded) {
        return proxy(SqlClient.class, (proxy, method, arguments) -> {
            var result = invoke(client, method, arguments);
            if (!(result instanceof PreparedQuery<?> query)) {
                return result;
            }
            var sql = (String) arguments[0];
            return proxy(PreparedQuery.class, (p, m, a) -> {
                if (m.getName().equals("execute")) {
                    recorded.add(new RecordedStatement(sql, (Tuple) a[0]));
                }
                return invoke(query, m, a);
            });
        });
    }

    private static Object invoke(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, java.lang.reflect.InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Each after the one before it has answered, as whoever asks needs that answer first. */
    static Future<List<RowSet<Row>>> run(List<RecordedStatement> statements, SqlClient client) {
        var results = new ArrayList<RowSet<Row>>(statements.size());
        Future<?> last = Future.succeededFuture();
        for (var statement : statements) {
            last = last.compose(done -> client.preparedQuery(statement.sql)
                    .execute(statement.values)
                    .onSuccess(results::add));
        }
        return last.map(done -> results);
    }
}
