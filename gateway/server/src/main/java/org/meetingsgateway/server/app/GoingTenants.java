package org.meetingsgateway.server.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes on with the deletion of closed tenants, whoever began it: from the start on, and whenever one was left. */
final class GoingTenants {
    private static final Logger LOG = LoggerFactory.getLogger(GoingTenants.class);
    private static final long EVERY_MS = Duration.ofSeconds(5).toMillis();

    private final Vertx vertx;
    private final Supplier<Future<Boolean>> turn;
    private boolean isGoing;

    /** @param turn takes some away, and tells whether there is more to do at once */
    GoingTenants(Vertx vertx, Supplier<Future<Boolean>> turn) {
        this.vertx = vertx;
        this.turn = turn;
    }

    void start() {
        vertx.getOrCreateContext().runOnContext(here -> {
            look();
            vertx.setPeriodic(EVERY_MS, timer -> look());
        });
    }

    private void look() {
        if (!isGoing) {
            isGoing = true;
            turn.get()
                    .onComplete(done -> isGoing = false)
                    .onSuccess(more -> {
                        if (more) {
                            look();
                        }
                    })
                    .onFailure(failure -> LOG.warn("what closed tenants have could not be taken away", failure));
        }
    }
}
