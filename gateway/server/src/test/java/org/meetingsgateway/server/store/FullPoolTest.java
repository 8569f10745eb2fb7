package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.server.config.Database;

/** A store whose connections are all in use is busy: that is not told as if the database were away. */
class FullPoolTest {
    private final Vertx vertx = Vertx.vertx();
    private final Database database = TestDatabase.create();
    private final Store store = store(vertx);

    private Store store(Vertx vertx) {
        return new Store(vertx, database, Clock.systemUTC(), (kind, assignee) -> {});
    }

    @AfterEach
    void stop() {
        StoreTest.await(vertx.close());
    }

    private static void areBusy(List<? extends Future<?>> turnedAway) {
        StoreTest.await(Future.join(turnedAway).transform(ended -> Future.succeededFuture()));
        assertThat(turnedAway)
                .extracting(Future::cause)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(Problem.Unavailable.class)
                        .hasMessageContaining("The store is busy"));
    }

    @Test
    void whoever_finds_no_place_for_a_transaction_or_waits_too_long_for_one_is_told_that_the_store_is_busy() {
        var end = Promise.<Boolean>promise();
        var begun = new ArrayList<Future<Void>>();
        for (int i = 0; i < Store.TRANSACTIONS; i++) {
            var inside = Promise.<Void>promise();
            begun.add(inside.future());
            var unused = store.atomically(transaction -> {
                inside.complete();
                return end.future();
            });
        }
        StoreTest.await(Future.all(begun));
        int tooMany = Store.WAITING + 1;
        areBusy(IntStream.range(0, tooMany)
                .mapToObj(i -> store.atomically(transaction -> Future.succeededFuture(true)))
                .toList());
        end.complete(true);
    }

    @Test
    void whoever_waits_too_long_for_a_statement_is_told_that_the_store_is_busy() {
        for (int i = 0; i < Store.CONNECTIONS * Store.PIPELINED; i++) {
            var unused = store.client().query("SELECT pg_sleep(4)").execute();
        }
        areBusy(List.of(store.inTurn()));
        endStatements();
    }

    /** From elsewhere: what waits for its turn in a pool would be waited for. */
    private void endStatements() {
        var elsewhere = Vertx.vertx();
        StoreTest.await(store(elsewhere)
                .client()
                .query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()")
                .execute());
        StoreTest.await(elsewhere.close());
    }
}
