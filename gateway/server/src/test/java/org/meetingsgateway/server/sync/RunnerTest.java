package org.meetingsgateway.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.remote.Listing;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.remote.Writes;
import org.meetingsgateway.server.access.Outcome;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.server.tracing.Tracing;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Who takes a connection lets go of it when it is somebody else's, and others have their turn while an account is slow. */
class RunnerTest {
    private final Vertx vertx = Vertx.vertx();
    private final RemoteAccount account = new RemoteAccount();
    private final Queue<Job> due = new ArrayDeque<>();
    private final Map<UUID, MemoryMirror> mirrors = new HashMap<>();
    private final List<Job> slow = new ArrayList<>();
    private final Promise<Job> released = Promise.promise();
    private final Promise<Job> letGo = Promise.promise();
    private final Promise<Job> asked = Promise.promise();
    private final Metrics metrics = new Metrics();
    private final StoredConnection.Time time = new StoredConnection.Time();
    private boolean isOurs = true;

    /** What happens when a slow one has its turn. */
    private Runnable onSlow = () -> {};

    /** How many answers a slow account gives before it is slow. */
    private int answers;

    @BeforeEach
    void create() {
        account.create("Text");
    }

    @AfterEach
    void close() throws Exception {
        Outcome.of(vertx.close());
        metrics.close();
    }

    private Job due() {
        var mirror = new MemoryMirror(account, Instant::now);
        var made = mirror.job(Duration.ofSeconds(60));
        var job = new Job(
                made.tenantId(),
                UUID.randomUUID(),
                made.style(),
                made.baseUrl(),
                made.credential(),
                null,
                null,
                made.poll(),
                null,
                made.version(),
                made.position());
        mirrors.put(job.connectionId(), mirror);
        due.add(job);
        return job;
    }

    private Job dueAndSlow() {
        var job = due();
        slow.add(job);
        return job;
    }

    private MemoryMirror of(Job job) {
        return mirrors.get(job.connectionId());
    }

    /** Each connection is due once. */
    private final class Due implements Leases {
        @Override
        public Future<List<Job>> take(Instant now, int most) {
            var taken = new ArrayList<Job>();
            while (taken.size() < most && !due.isEmpty()) {
                taken.add(due.remove());
            }
            return Future.succeededFuture(taken);
        }

        @Override
        public Future<Set<Job>> renew(Collection<Job> jobs) {
            return Future.succeededFuture(isOurs ? Set.copyOf(jobs) : Set.of());
        }

        @Override
        public Future<Void> release(Collection<Job> jobs) {
            jobs.forEach(released::tryComplete);
            return Future.succeededFuture();
        }

        @Override
        public Mirror mirror(Job taken) {
            return of(taken);
        }
    }

    private final class Opened implements Accounts {
        @Override
        public Open open(Job taken, UnaryOperator<Exchange> turn) {
            if (slow.contains(taken)) {
                onSlow.run();
                return new Open(new Slow(turn, answers), new Quota(1, 3_600));
            }
            asked.tryComplete(taken);
            return new Open(account, new Quota(60, 60));
        }

        @Override
        public void letGo(Job gone) {
            letGo.tryComplete(gone);
        }
    }

    /** An account whose list is asked for, and not answered. */
    private static final class Slow implements Remote {
        private final Exchange exchange;
        private int left;

        Slow(UnaryOperator<Exchange> turn, int answers) {
            this.left = answers;
            this.exchange = turn.apply(request -> left-- > 0
                    ? Future.succeededFuture(WireResponse.empty(200))
                    : Promise.<WireResponse.Bytes>promise().future());
        }

        @Override
        public Future<Listing> list(@Nullable String cursor) {
            return exchange.send(WireRequest.get("/")).compose(answered -> list(cursor));
        }

        @Override
        public Future<Optional<RemoteMeeting>> get(String nativeId) {
            return Future.succeededFuture(Optional.empty());
        }

        @Override
        public Writes writes() {
            return Writes.none();
        }
    }

    private void start(int most, Clock clock) {
        new Runner(vertx, new Due(), new Opened(), new NoWrites(), metrics, Tracing.off(), clock, most).start();
    }

    @Test
    void what_belongs_to_a_connection_that_changed_or_is_gone_is_let_go_at_once() throws Exception {
        var job = due();
        of(job).writesToCrash = 1;
        start(Runner.MOST, Clock.systemUTC());
        assertThat(Outcome.of(letGo.future())).isEqualTo(job);
        assertThat(Outcome.of(released.future())).isEqualTo(job);
    }

    @Test
    void whoever_waits_for_its_account_ends_when_its_connection_changed_or_is_gone() throws Exception {
        var job = dueAndSlow();
        isOurs = false;
        start(Runner.MOST, Clock.systemUTC());
        assertThat(Outcome.of(letGo.future())).isEqualTo(job);
        assertThat(Outcome.of(released.future())).isEqualTo(job);
    }

    @Test
    void accounts_that_are_slow_take_no_turn_from_the_others() throws Exception {
        for (int i = 0; i < 40; i++) {
            dueAndSlow();
        }
        var last = due();
        start(Runner.MOST, Clock.systemUTC());
        assertThat(Outcome.of(asked.future())).isEqualTo(last);
    }

    @Test
    void when_all_turns_are_taken_one_ends_that_has_lasted_for_long_and_comes_again_later() throws Exception {
        answers = 3;
        var first = dueAndSlow();
        onSlow = () -> {
            due();
            time.pass(Duration.ofMinutes(11));
        };
        start(1, time);
        Outcome.of(asked.future());
        assertThat(Outcome.of(letGo.future())).isEqualTo(first);
        assertThat(of(first).nextPollAt).as("after those that are due").isEqualTo(time.instant());
        assertThat(released.future().isComplete()).isFalse();
    }
}
