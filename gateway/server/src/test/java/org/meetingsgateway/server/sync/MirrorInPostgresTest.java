package org.meetingsgateway.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.model.Failure;
import org.meetingsgateway.remote.Listing;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.remote.Writes;
import org.meetingsgateway.server.access.Outcome;
import org.meetingsgateway.server.store.CompletenessDay;
import org.meetingsgateway.server.store.ConnectionActions.Decision;
import org.meetingsgateway.server.store.ConnectionTable.ConnectionPatch;
import org.meetingsgateway.server.store.Store;
import org.meetingsgateway.server.store.TestDatabase;

/** A mirror in PostgreSQL: what is written under a lease, by whom, and what is not. */
class MirrorInPostgresTest {
    private static final Duration POLL = StoredConnection.POLL;

    private static final ConcurrentLinkedQueue<String> HEARD = new ConcurrentLinkedQueue<>();
    private static final StoredConnection.Time TIME = new StoredConnection.Time();
    private static Vertx vertx;
    private static Store store;

    /** Of another process, with clients of its own. */
    private static Store other;

    private StoredConnection mirrored;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        var database = TestDatabase.create();
        store = new Store(vertx, database, TIME, (kind, assignee) -> HEARD.add(kind.code()));
        other = new Store(vertx, database, TIME, (kind, assignee) -> HEARD.add(kind.code()));
    }

    @AfterAll
    static void stop() throws Exception {
        Outcome.of(Future.join(store.close(), other.close()));
        Outcome.of(vertx.close());
    }

    @BeforeEach
    void connect() throws Exception {
        mirrored = new StoredConnection(store, TIME);
        HEARD.clear();
    }

    private List<String> created(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> mirrored.account.create("Text " + i))
                .toList();
    }

    private void finish(String id, String text) {
        mirrored.account.meetings.computeIfPresent(id, (same, old) -> new RemoteAccount.Stored(old.title(), text));
    }

    /** Fails from now on with that, or answers again. */
    private void fail(@Nullable RemoteFailure failure) {
        mirrored.account.always = failure;
    }

    @Test
    void meetings_come_and_go_and_what_did_not_change_is_not_written() throws Exception {
        var ids = created(7);
        mirrored.runAfter(Duration.ZERO);
        mirrored.isEqual();
        var versions = mirrored.versions();

        mirrored.account.meetings.remove(ids.getFirst());
        created(1);
        mirrored.age(Duration.ofDays(1));
        mirrored.runAfter(POLL.multipliedBy(10));
        mirrored.isEqual();
        assertThat(mirrored.versions()).containsAllEntriesOf(Map.of(ids.get(1), versions.get(ids.get(1))));
        assertThat(mirrored.connection().progress().phase()).isEqualTo("idle");
    }

    /** The process may be ahead of the database, as it is here from now on. */
    @Test
    void what_was_looked_at_since_a_pass_began_is_not_missing_whatever_time_the_process_has() throws Exception {
        created(1);
        mirrored.runAfter(Duration.ofHours(1));
        TIME.pass(POLL);
        var taken = mirrored.replica.take().orElseThrow();
        var mirror = mirrored.replica.leases.mirror(taken);
        long pass = taken.position().pass() + 1;
        Outcome.of(mirror.begin(pass));
        assertThat(Outcome.of(mirror.missing(pass)).undecided()).hasSize(1);
        mirrored.sql("UPDATE mirrored SET as_of = clock_timestamp() WHERE tenant_id = $1 AND connection_id = $2");
        assertThat(Outcome.of(mirror.missing(pass)).undecided()).isEmpty();
    }

    @Test
    void what_is_known_is_counted_but_for_what_is_known_to_be_gone() throws Exception {
        var ids = created(7);
        mirrored.runAfter(Duration.ZERO);
        TIME.pass(POLL);
        var mirror = mirrored.replica.leases.mirror(mirrored.replica.take().orElseThrow());
        assertThat(Outcome.of(mirror.number())).isEqualTo(7);
        mirrored.sql(
                "UPDATE mirrored SET missing_since = now() WHERE tenant_id = $1 AND connection_id = $2 AND native_id = $3",
                ids.getFirst());
        assertThat(Outcome.of(mirror.number())).isEqualTo(6);
    }

    @Test
    void a_change_that_no_list_shows_is_found_in_rotation_the_oldest_look_first() throws Exception {
        var ids = created(9);
        mirrored.runAfter(Duration.ZERO);
        finish(ids.get(3), "Corrected");
        mirrored.runAfter(POLL);
        assertThat(mirrored.stored()).as("it was looked at just now").isNotEqualTo(mirrored.account.told());

        mirrored.age(Duration.ofDays(1));
        mirrored.sql(
                "UPDATE mirrored SET as_of = as_of - interval '1 hour'"
                        + " WHERE tenant_id = $1 AND connection_id = $2 AND native_id = $3",
                ids.get(3));
        mirrored.account.asked.clear();
        mirrored.runAfter(POLL);
        mirrored.isEqual();
        assertThat(mirrored.account.asked).startsWith(ids.get(3)).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void a_resync_asks_for_every_meeting_and_after_a_crash_for_the_others_only() throws Exception {
        var ids = created(9);
        mirrored.runAfter(Duration.ZERO);
        ids.forEach(id -> finish(id, "Corrected"));
        Outcome.of(mirrored.actions().resync(mirrored.operator.tenantId(), mirrored.id.toString()));
        mirrored.account.asked.clear();
        mirrored.account.events.put(
                mirrored.account.calls + 6, () -> new RemoteFailure.Unwell("It is away", null, null));
        mirrored.runAfter(Duration.ZERO);
        mirrored.runAfter(POLL.multipliedBy(2));
        mirrored.isEqual();
        assertThat(mirrored.account.asked)
                .as("the one that failed twice")
                .hasSize(10)
                .containsAll(ids);
        assertThat(mirrored.connection().state().code()).isEqualTo("active");
    }

    @Test
    void one_replica_runs_a_connection_and_another_one_takes_over_when_it_is_silent() throws Exception {
        created(7);
        var silent = new Hanging(mirrored.account, 5);
        var first = mirrored.new Replica(store, silent);
        var second = mirrored.new Replica(other, mirrored.account);
        var job = first.take().orElseThrow();
        var running = first.run(job);
        Outcome.of(silent.reached.future());
        assertThat(second.take()).as("it is being run").isEmpty();

        mirrored.endLease();
        assertThat(Outcome.of(second.run(second.take().orElseThrow()).map("done")))
                .isEqualTo("done");
        mirrored.isEqual();
        var versions = mirrored.versions();

        mirrored.account.meetings.replaceAll((id, old) -> new RemoteAccount.Stored("Late", old.text()));
        silent.goOn.complete();
        assertThat(Outcome.failure(running)).isInstanceOf(Lost.class);
        assertThat(mirrored.versions()).isEqualTo(versions);
    }

    @Test
    void whoever_lost_its_lease_writes_nothing_at_all() throws Exception {
        var id = created(1).getFirst();
        mirrored.runAfter(Duration.ZERO);
        TIME.pass(POLL);
        var job = mirrored.replica.take().orElseThrow();
        var mirror = mirrored.replica.leases.mirror(job);
        var meeting = Outcome.of(mirrored.account.get(id)).orElseThrow();
        var now = Outcome.of(mirror.now());
        mirrored.endLease();
        var late = TIME.instant().plus(POLL);
        for (Future<?> write : List.of(
                mirror.put(now, "x", RemoteAccount.DAY, meeting, 1, late),
                mirror.unread("n", RemoteAccount.DAY, 1, late),
                mirror.begin(job.position().pass() + 1),
                mirror.page(now, job.position().pass(), List.of(), null),
                mirror.review(job.position().pass()),
                mirror.present(job.position().pass(), id),
                mirror.delete(id),
                mirror.open(Issue.of(Issue.UNWELL, "It is away")),
                mirror.resolve(Set.of(Issue.UNWELL)),
                mirror.succeeded(true, TIME.instant(), late),
                mirror.stopped(late),
                mirror.failed(late))) {
            assertThat(Outcome.failure(write)).isInstanceOf(Lost.class);
        }
        mirrored.isEqual();
        assertThat(mirrored.issues()).isEmpty();
    }

    @Test
    void when_much_vanishes_the_operator_decides_and_what_comes_back_stays() throws Exception {
        var ids = created(30);
        mirrored.runAfter(Duration.ZERO);
        var before = Map.copyOf(mirrored.account.meetings);
        ids.subList(0, 12).forEach(mirrored.account.meetings::remove);
        mirrored.runAfter(POLL.multipliedBy(10));
        assertThat(mirrored.stored()).hasSize(30);
        assertThat(mirrored.connection().state().code()).isEqualTo("review");

        var tenant = mirrored.operator.tenantId();
        Outcome.of(mirrored.actions().decide(tenant, mirrored.id.toString(), Decision.KEEP));
        mirrored.runAfter(POLL.multipliedBy(10));
        assertThat(mirrored.stored()).hasSize(30);
        assertThat(mirrored.connection().state().code()).isEqualTo("active");

        mirrored.age(Duration.ofDays(1));
        mirrored.account.asked.clear();
        mirrored.runAfter(POLL);
        assertThat(mirrored.account.asked)
                .as("what is gone there has no turn")
                .containsExactlyInAnyOrderElementsOf(ids.subList(12, 30));
        mirrored.account.meetings.put(ids.getFirst(), before.get(ids.getFirst()));
        mirrored.runAfter(POLL.multipliedBy(10));
        mirrored.account.meetings.keySet().removeAll(ids.subList(12, 24));
        mirrored.runAfter(POLL.multipliedBy(10));
        assertThat(mirrored.connection().state().code()).isEqualTo("review");
        Outcome.of(mirrored.actions().decide(tenant, mirrored.id.toString(), Decision.DELETE));
        mirrored.runAfter(POLL);
        assertThat(mirrored.stored().keySet())
                .containsAll(mirrored.account.meetings.keySet())
                .doesNotContainAnyElementsOf(ids.subList(12, 24));
    }

    @Test
    void pages_that_move_or_have_no_end_are_told_of_until_they_do_not() throws Exception {
        var ids = created(9);
        mirrored.account.isEndless = true;
        mirrored.runAfter(Duration.ZERO);
        assertThat(mirrored.issues()).containsExactly(Issue.CURSOR_LOOP);
        mirrored.account.isEndless = false;
        mirrored.account.events.put(mirrored.account.calls + 2, () -> {
            mirrored.account.meetings.remove(ids.getLast());
            return null;
        });
        mirrored.runAfter(POLL);
        assertThat(mirrored.issues()).isEmpty();
        mirrored.isEqual();
    }

    @Test
    void a_connection_that_fails_is_a_failure_until_it_works_for_those_who_see_its_project() throws Exception {
        created(1);
        fail(new RemoteFailure.Unauthorized(401, null));
        mirrored.runAfter(Duration.ZERO);
        mirrored.runAfter(Duration.ofMinutes(10));
        var failure = mirrored.failures(mirrored.operator).getFirst();
        assertThat(mirrored.failures(mirrored.operator)).hasSize(1);
        assertThat(failure.kind()).isEqualTo(Failure.Kind.CONNECTION);
        assertThat(failure.connectionId()).isEqualTo(mirrored.id);
        assertThat(failure.resolvedAt()).isNull();
        assertThat(HEARD).containsExactly("connection");

        var ann = new Principal(
                mirrored.operator.tenantId(), "t", mirrored.owner, "k", Set.of(), Principal.View.PERMITTED);
        assertThat(mirrored.failures(ann)).hasSize(1);
        assertThat(mirrored.failures(ann.within(mirrored.project))).hasSize(1);
        assertThat(mirrored.failures(ann.within(mirrored.project("Q", List.of()))))
                .isEmpty();

        fail(null);
        mirrored.runAfter(Duration.ofMinutes(10));
        assertThat(mirrored.failures(mirrored.operator).getFirst().resolvedAt()).isNotNull();
        fail(new RemoteFailure.Limited(Duration.ofSeconds(30), 429, null));
        mirrored.runAfter(POLL);
        assertThat(mirrored.issues()).containsExactly(Issue.QUOTA_SPENT);
        assertThat(mirrored.failures(mirrored.operator))
                .as("a spent quota is none")
                .hasSize(1);
    }

    @Test
    void an_account_that_fails_is_asked_less_and_less_often_until_the_operator_changes_something() throws Exception {
        created(1);
        fail(new RemoteFailure.Unwell("It fails", 503, null));
        for (int minutes : List.of(1, 2, 4, 8, 10, 10)) {
            mirrored.runAfter(Duration.ZERO);
            TIME.pass(Duration.ofMinutes(minutes).minusSeconds(1));
            assertThat(mirrored.replica.take()).as("after %s minutes", minutes).isEmpty();
            TIME.pass(Duration.ofSeconds(1));
        }
        mirrored.runAfter(Duration.ZERO);
        var patch = new ConnectionPatch("Renamed", null, null, null, false, null);
        Outcome.of(mirrored.table().update(mirrored.operator.tenantId(), mirrored.id.toString(), null, patch));
        mirrored.runAfter(Duration.ZERO);
        mirrored.runAfter(POLL);
        fail(null);
        mirrored.runAfter(POLL.multipliedBy(2));
        mirrored.isEqual();
        fail(new RemoteFailure.Unwell("It fails", 503, null));
        mirrored.runAfter(POLL);
        mirrored.runAfter(POLL);
    }

    @Test
    void the_list_not_being_there_is_about_the_whole_account_and_deletes_nothing() throws Exception {
        created(3);
        mirrored.runAfter(Duration.ZERO);
        fail(new RemoteFailure.Absent(404, null));
        mirrored.runAfter(POLL.multipliedBy(10));
        assertThat(mirrored.stored()).hasSize(3);
        assertThat(mirrored.issues()).containsExactly(Issue.REFUSED);
        assertThat(mirrored.connection().state().code()).isEqualTo("degraded");
    }

    @Test
    void completeness_names_what_is_not_here_by_day() throws Exception {
        var ids = created(5);
        mirrored.account.unreadable.add(ids.get(2));
        mirrored.account.create(null);
        mirrored.runAfter(Duration.ZERO);
        var day = Outcome.of(mirrored.reports().completeness(mirrored.operator.tenantId(), mirrored.id));
        assertThat(day).containsExactly(new CompletenessDay(RemoteAccount.LOCAL_DAY, 6, 5, List.of(ids.get(2))));
        var progress = mirrored.connection().progress();
        assertThat(progress.pendingTranscripts())
                .as("one is here, and has no text yet")
                .isEqualTo(1);
        assertThat(mirrored.issues()).containsExactly(Issue.ITEM_FAILED);
        assertThat(mirrored.connection().lag(TIME.instant())).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void it_ends_as_the_account_is_whoever_runs_it(long seed) throws Exception {
        var random = RandomGeneratorFactory.getDefault().create(seed);
        var replicas = List.of(mirrored.replica, mirrored.new Replica(other, mirrored.account));
        for (int step = 0; step < 12; step++) {
            change(random);
            if (random.nextBoolean()) {
                mirrored.account.events.put(mirrored.account.calls + random.nextInt(10), () -> event(random));
            }
            TIME.pass(POLL.multipliedBy(random.nextInt(1, 12)));
            var taken = replicas.get(random.nextInt(2)).take();
            if (taken.isPresent() && random.nextInt(4) > 0) { // else it dies right after it took it
                var run = replicas.get(random.nextInt(2)).run(taken.get());
                Outcome.of(run.otherwiseEmpty());
            }
            mirrored.endLease();
        }
        mirrored.account.events.clear();
        for (int quiet = 0; quiet < 3; quiet++) {
            mirrored.age(Duration.ofDays(1));
            mirrored.runAfter(POLL.multipliedBy(100));
        }
        mirrored.isEqual();
        assertThat(mirrored.issues()).isEmpty();
        assertThat(mirrored.failures(mirrored.operator)).allMatch(failure -> failure.resolvedAt() != null);
    }

    private @Nullable RemoteFailure event(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> new RemoteFailure.Unwell("It fails", 500, null);
            case 1 -> new RemoteFailure.Limited(Duration.ofSeconds(1), 429, null);
            default -> {
                change(random);
                yield null;
            }
        };
    }

    private void change(RandomGenerator random) {
        var ids = List.copyOf(mirrored.account.meetings.keySet());
        int what = random.nextInt(5);
        if (ids.isEmpty() || what < 3) {
            mirrored.account.create(random.nextBoolean() ? "Text" : null);
        } else if (what == 3) {
            mirrored.account.meetings.remove(ids.get(random.nextInt(ids.size())));
        } else {
            finish(ids.get(random.nextInt(ids.size())), "Text " + random.nextInt(100));
        }
    }

    /** Answers that many calls, and then none until it may go on. */
    private static final class Hanging implements Remote {
        final Promise<Void> reached = Promise.promise();
        final Promise<Void> goOn = Promise.promise();
        private final Remote remote;
        private int calls;

        Hanging(Remote remote, int calls) {
            this.remote = remote;
            this.calls = calls;
        }

        private <T> Future<T> answered(Supplier<Future<T>> call) {
            if (calls-- > 0) {
                return call.get();
            }
            reached.tryComplete();
            return goOn.future().compose(on -> call.get());
        }

        @Override
        public Future<Listing> list(@Nullable String cursor) {
            return answered(() -> remote.list(cursor));
        }

        @Override
        public Future<Optional<RemoteMeeting>> get(String nativeId) {
            return answered(() -> remote.get(nativeId));
        }

        @Override
        public Writes writes() {
            return remote.writes();
        }
    }
}
