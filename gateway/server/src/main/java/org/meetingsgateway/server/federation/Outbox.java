package org.meetingsgateway.server.federation;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.remote.Seen;
import org.meetingsgateway.remote.Written;
import org.meetingsgateway.server.federation.Owners.Owner;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.server.metrics.WriteMetrics;
import org.meetingsgateway.server.store.ConnectionAccounts;
import org.meetingsgateway.server.store.OutboxTable;
import org.meetingsgateway.server.store.OutboxTable.Begun;
import org.meetingsgateway.server.store.OutboxTable.Entry;
import org.meetingsgateway.server.store.OutboxTable.Operation;
import org.meetingsgateway.server.store.OutboxTable.State;
import org.meetingsgateway.server.store.Store;
import org.meetingsgateway.server.store.StoreTransaction;
import org.meetingsgateway.server.sync.Issue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what is to be written to remote accounts: noted before, few at once, and never longer than a caller waits. */
public final class Outbox {
    /** How many writes to one account there are at once, on this replica. */
    static final int AT_ONCE = 8;

    /** No transaction is open meanwhile: {@link Local}. */
    private static final Duration TURN = Duration.ofSeconds(2);

    private static final Duration WRITE = Duration.ofSeconds(6);
    private static final Duration READ = Duration.ofSeconds(4);

    /** How long a caller waits in all. */
    static final Duration PATIENCE = TURN.plus(WRITE).plus(READ);

    private static final Duration TRY = Duration.ofMillis(100);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Vertx vertx;
    private final Store store;
    private final OutboxTable table;
    private final ConnectionAccounts connections;
    private final Map<UUID, Integer> writing = new ConcurrentHashMap<>();
    private final Metrics metrics;
    private final Map<String, WriteMetrics> told = new ConcurrentHashMap<>();

    public Outbox(Vertx vertx, Store store, Metrics metrics) {
        this.vertx = vertx;
        this.store = store;
        this.table = new OutboxTable(store.writes());
        this.connections = new ConnectionAccounts(store.client());
        this.metrics = metrics;
    }

    OutboxTable table() {
        return table;
    }

    Future<Instant> now() {
        return store.sharedNow();
    }

    /** One of the few that an account has at once; {@link Problem.Unavailable} beyond. */
    <T> Future<T> bounded(Entry entry, Owner owner, Supplier<Future<T>> write) {
        var connection = entry.connectionId();
        if (writing.merge(connection, 1, Integer::sum) > AT_ONCE) {
            left(connection);
            ended(entry, owner, WriteOutcome.BUSY);
            return Future.failedFuture(new Problem.Unavailable("Too many write to this source at once", SOON));
        }
        return Future.succeededFuture().compose(begun -> write.get()).onComplete(done -> left(connection));
    }

    private void left(UUID connection) {
        writing.computeIfPresent(connection, (same, many) -> many == 1 ? null : many - 1);
    }

    /**
     * Notes what is to be sent, once nobody else writes to the meeting. What became of an earlier write is found out first.
     * Gives the meeting that the same request has made or written to before; {@link Problem.Unavailable} where that takes too long, or is not known.
     */
    Future<Optional<UUID>> begin(Entry entry, Owner owner) {
        return begin(entry, owner, System.nanoTime() + TURN.toNanos());
    }

    private Future<Optional<UUID>> begin(Entry entry, Owner owner, long until) {
        return table.begin(entry)
                .compose(begun -> begun
                        ? Future.succeededFuture(Optional.empty())
                        : inTheWay(entry)
                                .compose(other -> other.isPresent()
                                        ? after(other.get(), entry, owner, until)
                                        : again(entry, owner, until)));
    }

    private Future<Optional<Begun>> inTheWay(Entry entry) {
        var meeting = entry.meetingId();
        return same(entry)
                .compose(same -> same.isPresent() || meeting == null
                        ? Future.succeededFuture(same)
                        : table.ofMeeting(entry.tenantId(), meeting));
    }

    private Future<Optional<Begun>> same(Entry entry) {
        var request = entry.request();
        return request == null ? Future.succeededFuture(Optional.empty()) : table.ofRequest(entry.tenantId(), request);
    }

    private Future<Optional<UUID>> after(Begun other, Entry entry, Owner owner, long until) {
        var request = other.entry().request();
        boolean isSame = request != null && request.isKeyOf(entry.request());
        if (isSame && !Objects.equals(request, entry.request())) {
            return Future.failedFuture(new Problem.IdempotencyReused());
        }
        if (isSame && other.state() == State.DONE) {
            return Future.succeededFuture(Optional.ofNullable(other.entry().meetingId()));
        }
        if (other.abandoned() && other.entry().operation() != Operation.CREATE) {
            return settle(other.entry(), owner, false)
                    .recover(failure -> Future.failedFuture(RemoteProblems.of(failure)))
                    .compose(settled ->
                            settled ? again(entry, owner, until) : Future.failedFuture(RemoteProblems.unknown()));
        }
        return isSame ? Future.failedFuture(RemoteProblems.unknown()) : again(entry, owner, until);
    }

    private Future<Optional<UUID>> again(Entry entry, Owner owner, long until) {
        if (System.nanoTime() - until >= 0) {
            ended(entry, owner, WriteOutcome.BUSY);
            return Future.failedFuture(new Problem.Unavailable("Somebody else is writing to this meeting", SOON));
        }
        return vertx.timer(TRY.toMillis(), TimeUnit.MILLISECONDS).compose(over -> begin(entry, owner, until));
    }

    /**
     * A change of which nobody knows whether it arrived: what the owner has now is what is here.
     *
     * @param believed whether the meeting is gone when the owner says so: else that is believed of a deletion only
     * @return whether it is known now
     */
    Future<Boolean> settle(Entry entry, Owner owner, boolean believed) {
        var nativeId = Objects.requireNonNull(entry.nativeId());
        boolean deletes = entry.operation() == Operation.DELETE;
        return now().compose(asked -> asked(owner.remote().get(nativeId), READ).compose(found -> {
            if (found.isEmpty() && !deletes && !believed) {
                return Future.succeededFuture(false);
            }
            return store.atomically(transaction -> found(transaction, owner, asked, found, deletes, nativeId)
                            .compose(put -> transaction.outbox().settled(entry, found.isEmpty())))
                    .map(true);
        }));
    }

    private static Future<?> found(
            StoreTransaction transaction,
            Owner owner,
            Instant asked,
            Optional<RemoteMeeting> found,
            boolean deletes,
            String nativeId) {
        if (found.isPresent()) {
            return transaction.put(owner.job(), asked, found.get());
        }
        return deletes ? transaction.gone(owner.job(), asked, nativeId) : Future.succeededFuture();
    }

    /** Sends it. Where that fails the entry says what is known, and the failure is what a caller is told. */
    Future<Written> send(Entry entry, Owner owner, Call<?> call, Seen seen) {
        return sent(owner, call, seen).recover(failure -> failed(entry, owner, failure));
    }

    /** Sends a deletion: what is not there is deleted. */
    Future<Void> delete(Entry entry, Owner owner, Call<?> call) {
        return attempt(owner, call, Seen.NOTHING)
                .<Void>mapEmpty()
                .recover(failure -> failure instanceof RemoteFailure.Absent
                        ? Future.succeededFuture()
                        : failed(entry, owner, failure));
    }

    /** Sends it, and fails as the request that failed, whatever was sent before that. */
    Future<Written> attempt(Owner owner, Call<?> call, Seen seen) {
        return sent(owner, call, seen).recover(failure -> Future.failedFuture(RemoteProblems.last(failure)));
    }

    private static Future<Written> sent(Owner owner, Call<?> call, Seen seen) {
        return asked(owner.remote().writes().write(call, seen), WRITE);
    }

    /** Nothing was sent. */
    <T> Future<T> forgotten(Entry entry, Throwable failure) {
        return table.forget(entry).transform(gone -> Future.failedFuture(failure));
    }

    /** Notes what is known of a write that failed; fails with what a caller is told. */
    <T> Future<T> failed(Entry entry, Owner owner, Throwable failure) {
        if (RemoteProblems.mayHaveArrived(failure)) {
            return unknown(entry, owner, failure);
        }
        ended(entry, owner, WriteOutcome.of(failure));
        return table.forget(entry)
                .compose(gone -> table.doubt(entry))
                .compose(gone -> told(owner, failure))
                .transform(noted -> Future.failedFuture(problem(entry, failure)));
    }

    private static Throwable problem(Entry entry, Throwable failure) {
        return entry.operation() == Operation.CREATE ? RemoteProblems.ofCreation(failure) : RemoteProblems.of(failure);
    }

    /**
     * Nobody knows what the owner has now, or it has a part of it: the caller is told why it has not got the rest, where
     * that is known. What takes too long may still be sent: then nobody finds out before it is over.
     */
    <T> Future<T> unknown(Entry entry, Owner owner, Throwable failure) {
        ended(entry, owner, WriteOutcome.UNKNOWN);
        LOG.warn("what became of a write to connection {} is found out later", entry.connectionId(), failure);
        boolean isOver = !(failure instanceof TimeoutException);
        return (isOver ? table.unknown(entry) : Future.<Void>succeededFuture())
                .compose(noted -> told(owner, RemoteProblems.last(failure)))
                .transform(noted -> Future.failedFuture(
                        isOfARest(failure) || failure instanceof Problem.Invalid
                                ? problem(entry, failure)
                                : RemoteProblems.unknown()));
    }

    /** Whether a part of it was carried out, and the rest was not. */
    private static boolean isOfARest(Throwable failure) {
        return failure instanceof RemoteFailure.Partial some && !RemoteProblems.mayHaveArrived(some.rest());
    }

    /** Has it counted. */
    void ended(Entry entry, Owner owner, WriteOutcome outcome) {
        told.computeIfAbsent(owner.job().style(), style -> metrics.writes(style, List.of(), List.of()))
                .ended(entry.operation().code(), outcome.code());
    }

    /** A credential that is refused is the operator's matter. */
    Future<Void> told(Owner owner, Throwable failure) {
        return failure instanceof RemoteFailure.Unauthorized refused
                ? store.sharedNow().compose(now -> connections.tell(owner.job(), Issue.of(refused), now))
                : Future.succeededFuture();
    }

    /** All of the meeting, where the write has not told it. */
    Future<RemoteMeeting> whole(Entry entry, Owner owner, String nativeId, Written written) {
        var told = written.meeting();
        return told != null
                ? Future.succeededFuture(told)
                : asked(owner.remote().get(nativeId), READ)
                        .map(found -> found.orElseThrow(() -> new RemoteFailure.Absent(404, null)))
                        .recover(failure -> unknown(entry, owner, failure));
    }

    private static <T> Future<T> asked(Future<T> answer, Duration patience) {
        return answer.timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
