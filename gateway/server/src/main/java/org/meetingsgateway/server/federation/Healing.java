package org.meetingsgateway.server.federation;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.remote.Seen;
import org.meetingsgateway.server.federation.Owners.Owner;
import org.meetingsgateway.server.store.OutboxTable.Begun;
import org.meetingsgateway.server.store.OutboxTable.Entry;
import org.meetingsgateway.server.store.OutboxTable.Operation;
import org.meetingsgateway.server.store.Store;
import org.meetingsgateway.server.sync.Job;
import org.meetingsgateway.server.sync.Lost;
import org.meetingsgateway.server.sync.Unsettled;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of writes that nobody knows of. A change is what the owner has now. A creation is found among what
 * appeared since, or, once it cannot arrive any more, it did not.
 */
public final class Healing implements Unsettled {
    /** By then a request that was sent has arrived or never will. */
    static final Duration RIPE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(Healing.class);

    private final Store store;
    private final Outbox outbox;

    public Healing(Store store, Outbox outbox) {
        this.store = store;
        this.outbox = outbox;
    }

    @Override
    public Future<Boolean> settle(Job job, Remote remote) {
        var owner = new Owner(job, remote);
        return outbox.table()
                .abandoned(job.tenantId(), job.connectionId())
                .compose(all -> one(all, begun -> isLookedFor(begun) ? Future.succeededFuture() : settle(begun, owner))
                        .compose(done -> outbox.now())
                        .map(now -> all.stream().anyMatch(begun -> isLookedFor(begun) && isRipe(begun, now))));
    }

    private static boolean isLookedFor(Begun begun) {
        return begun.entry().operation() == Operation.CREATE && begun.entry().nativeId() == null;
    }

    private static boolean isRipe(Begun begun, Instant at) {
        return !at.isBefore(begun.startedAt().plus(RIPE));
    }

    private Future<Void> settle(Begun begun, Owner owner) {
        var entry = begun.entry();
        return left(entry.operation() == Operation.CREATE ? complete(entry, owner) : outbox.settle(entry, owner));
    }

    /** What is wrong with one write is tried again with the next run, and keeps nothing else from going on. */
    private static Future<Void> left(Future<Void> settled) {
        return settled.recover(failure -> {
            boolean isOfAll = failure instanceof RemoteFailure.Unauthorized
                    || failure instanceof RemoteFailure.Limited
                    || failure instanceof RemoteFailure.Unwell
                    || failure instanceof Lost
                    || failure instanceof Problem.Unavailable;
            if (!isOfAll) {
                LOG.warn("it cannot be found out what became of a write", failure);
            }
            return isOfAll ? Future.failedFuture(failure) : Future.succeededFuture();
        });
    }

    /** A creation that is looked for, and how many may be looking for what says nothing. */
    private record Lookout(Begun begun, int most) {}

    @Override
    public Future<Void> looked(Job job, Remote remote, @Nullable Instant since) {
        var owner = new Owner(job, remote);
        var seen = new HashMap<String, Optional<RemoteMeeting>>();
        return outbox.table().abandoned(job.tenantId(), job.connectionId()).compose(all -> {
            var lost = all.stream().filter(Healing::isLookedFor).toList();
            return lost.isEmpty()
                    ? Future.succeededFuture()
                    : outbox.table()
                            .isMaking(job.tenantId(), job.connectionId())
                            .compose(making -> one(
                                    lookouts(lost, making),
                                    lookout -> left(find(lookout, owner, seen)
                                            .compose(found -> found(lookout.begun(), found, owner, since)))));
        });
    }

    /** What says nothing may be what somebody is making just now. */
    private static List<Lookout> lookouts(List<Begun> lost, boolean making) {
        return IntStream.range(0, lost.size())
                .mapToObj(i -> new Lookout(lost.get(i), making ? 0 : lost.size() - i))
                .toList();
    }

    private Future<Void> found(Begun begun, Optional<String> found, Owner owner, @Nullable Instant since) {
        if (found.isPresent()) {
            return outbox.table()
                    .made(begun.entry(), found.get())
                    .compose(noted -> complete(begun.entry().of(found.get()), owner));
        }
        return since != null && isRipe(begun, since) ? outbox.table().forget(begun.entry()) : Future.succeededFuture();
    }

    /**
     * What may have been made: all of it; or, where there are not more of them than are looked for, one that has still to be
     * changed to it: as long as they say nothing it is all the same which is whose.
     */
    private Future<Optional<String>> find(Lookout lookout, Owner owner, Map<String, Optional<RemoteMeeting>> seen) {
        var entry = lookout.begun().entry();
        var recognition = new Recognition(Routes.said(Objects.requireNonNull(entry.body())));
        var whole = new ArrayList<String>();
        var bare = new ArrayList<String>();
        return outbox.table()
                .appeared(entry)
                .compose(ids -> one(
                        ids,
                        id -> get(id, owner, seen).map(found -> {
                            found.filter(recognition::isWhole).ifPresent(meeting -> whole.add(id));
                            found.filter(recognition::isBare).ifPresent(meeting -> bare.add(id));
                            return null;
                        })))
                .map(done -> whole.isEmpty() && bare.size() <= lookout.most()
                        ? bare.stream().findFirst()
                        : whole.stream().findFirst());
    }

    private static Future<Optional<RemoteMeeting>> get(
            String id, Owner owner, Map<String, Optional<RemoteMeeting>> seen) {
        var known = seen.get(id);
        return known == null
                ? owner.remote().get(id).onSuccess(found -> seen.put(id, found))
                : Future.succeededFuture(known);
    }

    /** Makes what is there what it has to be, there and here. What cannot become that is taken back. */
    private Future<Void> complete(Entry entry, Owner owner) {
        var nativeId = Objects.requireNonNull(entry.nativeId());
        var said = Routes.said(Objects.requireNonNull(entry.body()));
        return owner.remote().get(nativeId).compose(found -> {
            if (found.isEmpty()) {
                return outbox.table().forget(entry);
            }
            if (new Recognition(said).isWhole(found.get())) {
                return adopt(entry, owner, found.get());
            }
            var change = new UpdateMeeting(new MeetingRef(nativeId), null, said);
            return new Sight(store.source(), operator(owner.job()))
                    .of(change, null)
                    .compose(seen -> outbox.attempt(owner, change, seen))
                    .compose(written -> outbox.whole(entry, owner, written.nativeId(), written))
                    .compose(meeting -> adopt(entry, owner, meeting))
                    .recover(failure -> failure instanceof RemoteFailure.Refused
                            ? takenBack(entry, owner, nativeId)
                            : Future.failedFuture(failure));
        });
    }

    private Future<Void> takenBack(Entry entry, Owner owner, String nativeId) {
        return outbox.attempt(owner, new DeleteMeeting(new MeetingRef(nativeId), null), Seen.NOTHING)
                .compose(gone -> outbox.table().forget(entry));
    }

    private Future<Void> adopt(Entry entry, Owner owner, RemoteMeeting meeting) {
        return outbox.now()
                .compose(now -> store.atomically(
                        here -> Creating.bring(here, entry, owner, now, meeting, operator(owner.job()))))
                .mapEmpty();
    }

    private static Principal operator(Job job) {
        return new Principal(job.tenantId(), "", null, "", Set.of(), Principal.View.TENANT);
    }

    /** One after the other. */
    private static <T> Future<Void> one(List<T> things, Function<T, Future<Void>> step) {
        Future<Void> done = Future.succeededFuture();
        for (var thing : things) {
            done = done.compose(before -> step.apply(thing));
        }
        return done;
    }
}
