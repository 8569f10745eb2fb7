package org.meetingsgateway.bench;

import io.vertx.core.Future;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.server.store.StoreSource;

/** The one statement that the gateway's store runs for a call, so that the yardstick's SQL can never be another. */
record RecordedStatement(String sql, Tuple values) {
    /** Runs the call once. Fails when the store needs more than one statement for it. */
    static <A> Future<RecordedStatement> of(Call<A> call, Principal principal, SqlClient client, Clock clock) {
        var recorded = new ArrayList<RecordedStatement>();
        var recording = recording(client, recorded);
        return StoreSource.on(recording, recording, clock)
                .call(call, principal)
                .compose(answer -> recorded.size() == 1
                        ? Future.succeededFuture(recorded.getFirst())
                        : Future.failedFuture("expected one statement for " + call + ", there were " + recorded));
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

    Future<RowSet<Row>> run(SqlClient client) {
        return client.preparedQuery(sql).execute(values);
    }
}
