package org.meetingsgateway.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.server.access.Outcome;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.server.tracing.Tracing;

/** Who takes a connection lets go of it when it is somebody else's, and when it stops. */
class RunnerTest {
    private final Vertx vertx = Vertx.vertx();
    private final RemoteAccount account = new RemoteAccount();
    private final MemoryMirror mirror = new MemoryMirror(account, Instant::now);
    private final Job job = mirror.job(Duration.ofSeconds(60));
    private final Promise<Job> released = Promise.promise();
    private final Promise<Job> letGo = Promise.promise();

    @AfterEach
    void close() throws Exception {
        Outcome.of(vertx.close());
    }

    /** One connection, which is due once. */
    private final class OneJob implements Leases {
        private boolean isTaken;

        @Override
        public Future<List<Job>> take(Instant now, int most) {
            var taken = isTaken ? List.<Job>of() : List.of(job);
            isTaken = true;
            return Future.succeededFuture(taken);
        }

        @Override
        public Future<Void> renew(Collection<Job> jobs) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> release(Collection<Job> jobs) {
            jobs.forEach(released::tryComplete);
            return Future.succeededFuture();
        }

        @Override
        public Mirror mirror(Job taken) {
            return mirror;
        }
    }

    private final class Opened implements Accounts {
        @Override
        public Open open(Job taken) {
            return new Open(account, new Quota(60, 60));
        }

        @Override
        public void letGo(Job gone) {
            letGo.tryComplete(gone);
        }
    }

    @Test
    void what_belongs_to_a_connection_that_changed_or_is_gone_is_let_go_at_once() throws Exception {
        account.create("Text");
        mirror.writesToCrash = 1;
        try (var metrics = new Metrics()) {
            new Runner(vertx, new OneJob(), new Opened(), new NoWrites(), metrics, Tracing.off(), Clock.systemUTC())
                    .start();
            assertThat(Outcome.of(letGo.future())).isEqualTo(job);
            assertThat(Outcome.of(released.future())).isEqualTo(job);
        }
    }
}
