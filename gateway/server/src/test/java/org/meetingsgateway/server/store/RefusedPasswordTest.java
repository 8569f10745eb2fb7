package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.server.config.Database;
import org.meetingsgateway.server.config.Secret;

class RefusedPasswordTest {
    @Test
    void a_database_that_lets_the_gateway_in_no_more_is_away_for_callers() {
        var known = TestDatabase.create();
        var changed = new Database(
                known.host(), known.port(), known.user(), new Secret("another"), known.name(), known.sslMode());
        var vertx = Vertx.vertx();
        var store = new Store(vertx, changed, Clock.systemUTC(), (kind, assignee) -> {});
        assertThatThrownBy(() -> StoreFixture.await(store.inTurn()))
                .isInstanceOf(Problem.Unavailable.class)
                .hasMessageContaining("away");
        StoreFixture.await(store.close());
        StoreFixture.await(vertx.close());
    }
}
