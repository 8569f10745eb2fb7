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
import java.util.stream.Stream;
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
import org.meetingsgateway.server.store.OutboxTable;
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
                .compose(all -> one(all, begun -> isLookedFor(begun) ? Future.succeededFuture() : settle(begun, owner)))
                .compose(done -> outbox.table().abandoned(job.tenantId(), job.connectionId()))
                .compose(left -> outbox.now().map(now -> left.stream().anyMatch(begun -> isRipe(begun, now))));
    }

    private static boolean isCreation(Begun begun) {
        return begun.entry().operation() == Operation.CREATE;
    }

    private static boolean isLookedFor(Begun begun) {
        return isCreation(begun) && begun.entry().nativeId() == null;
    }

    private static boolean isRipe(Begun begun, Instant at) {
        return !at.isBefore(begun.startedAt().plus(RIPE));
    }

    private Future<Void> settle(Begun begun, Owner owner) {
        var entry = begun.entry();
        return left(
                isCreation(begun)
                        ? complete(entry, owner, false)
                        : outbox.settle(entry, owner, false).mapEmpty());
    }

    /** What somebody is still at is only noted: whoever is at it goes on. */
    @Override
    public Future<Void> appeared(Job job, Remote remote, RemoteMeeting meeting) {
        return outbox.table().creating(job.tenantId(), job.connectionId()).compose(all -> {
            var making = all.stream()
                    .filter(begun -> recognition(begun).isWhole(meeting))
                    .findFirst()
                    .or(() -> all.stream()
                            .filter(begun -> recognition(begun).isLike(meeting, begun.startedAt()))
                            .findFirst());
            if (making.isEmpty()) {
                return Future.succeededFuture();
            }
            var found = leaving(making.get().entry().of(meeting.nativeId()), meeting);
            return outbox.table()
                    .found(found)
                    .compose(noted -> making.get().abandoned()
                            ? left(complete(found, new Owner(job, remote), false))
                            : Future.succeededFuture());
        });
    }

    private static Recognition recognition(Begun begun) {
        return new Recognition(Routes.said(Objects.requireNonNull(begun.entry().body())));
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
        return outbox.table()
                .abandoned(job.tenantId(), job.connectionId())
                .compose(all -> lookFor(
                                all.stream().filter(Healing::isLookedFor).toList(), owner, since)
                        .compose(done -> since == null
                                ? Future.succeededFuture()
                                : one(
                                        all.stream()
                                                .filter(begun -> !isLookedFor(begun) && isRipe(begun, since))
                                                .toList(),
                                        begun -> left(
                                                isCreation(begun)
                                                        ? complete(begun.entry(), owner, true)
                                                        : outbox.settle(begun.entry(), owner, true)
                                                                .mapEmpty()))));
    }

    private Future<Void> lookFor(List<Begun> lost, Owner owner, @Nullable Instant since) {
        var job = owner.job();
        var seen = new HashMap<String, Optional<RemoteMeeting>>();
        return lost.isEmpty()
                ? Future.succeededFuture()
                : outbox.table()
                        .isMaking(job.tenantId(), job.connectionId())
                        .compose(making -> one(
                                lookouts(lost, making),
                                lookout -> left(find(lookout, owner, seen)
                                        .compose(sought -> found(lookout.begun(), sought, owner, since)))));
    }

    /** What says nothing may be what somebody is making just now. */
    private static List<Lookout> lookouts(List<Begun> lost, boolean making) {
        return IntStream.range(0, lost.size())
                .mapToObj(i -> new Lookout(lost.get(i), making ? 0 : lost.size() - i))
                .toList();
    }

    /**
     * @param found the creation with what it made, and what may be left of what it says
     * @param isAll whether nothing else can be it
     */
    private record Sought(Optional<Entry> found, boolean isAll) {}

    private Future<Void> found(Begun begun, Sought sought, Owner owner, @Nullable Instant since) {
        if (sought.found().isPresent()) {
            var found = sought.found().get();
            return outbox.table().found(found).compose(noted -> complete(found, owner, false));
        }
        if (!sought.isAll() || since == null || !isRipe(begun, since)) {
            return Future.succeededFuture();
        }
        LOG.info(
                "what connection {} was to make at {} never arrived",
                owner.job().connectionId(),
                begun.startedAt());
        return outbox.table().forget(begun.entry());
    }

    /**
     * What may have been made: all of it; or some of it; or, where there are not more of them than are looked for, one that
     * has still to be changed to it: as long as they say nothing it is all the same which is whose.
     */
    private Future<Sought> find(Lookout lookout, Owner owner, Map<String, Optional<RemoteMeeting>> seen) {
        var begun = lookout.begun();
        var entry = begun.entry();
        var recognition = recognition(begun);
        var whole = new ArrayList<Entry>();
        var like = new ArrayList<Entry>();
        var bare = new ArrayList<Entry>();
        var hidden = new ArrayList<String>();
        return outbox.table()
                .appeared(entry)
                .compose(ids -> one(
                                ids,
                                id -> get(id, owner, seen).map(found -> {
                                    var made = entry.of(id);
                                    found.filter(recognition::isWhole)
                                            .ifPresent(meeting -> whole.add(leaving(made, meeting)));
                                    found.filter(meeting -> recognition.isLike(meeting, begun.startedAt()))
                                            .ifPresent(meeting -> like.add(leaving(made, meeting)));
                                    found.filter(recognition::isBare).ifPresent(meeting -> bare.add(made));
                                    if (found.isEmpty()) {
                                        hidden.add(id); // it was shown, so it may be shown again
                                    }
                                    return null;
                                }))
                        .map(done -> new Sought(
                                Stream.of(whole, like, bare.size() <= lookout.most() ? bare : List.<Entry>of())
                                        .flatMap(List::stream)
                                        .findFirst(),
                                hidden.isEmpty() && ids.size() < OutboxTable.MOST_APPEARED)));
    }

    private static Entry leaving(Entry made, RemoteMeeting meeting) {
        return made.leaving(new Recognition(Objects.requireNonNull(made.body())).left(meeting));
    }

    private static Future<Optional<RemoteMeeting>> get(
            String id, Owner owner, Map<String, Optional<RemoteMeeting>> seen) {
        var known = seen.get(id);
        return known == null
                ? owner.remote().get(id).onSuccess(found -> seen.put(id, found))
                : Future.succeededFuture(known);
    }

    /**
     * Makes what is there what it has to be, there and here. What cannot become that is taken back.
     *
     * @param believed whether it is gone when the account says so: else it is asked again later. It is never made again
     */
    private Future<Void> complete(Entry entry, Owner owner, boolean believed) {
        var nativeId = Objects.requireNonNull(entry.nativeId());
        var said = Routes.said(Objects.requireNonNull(entry.body()));
        return owner.remote().get(nativeId).compose(found -> {
            if (found.isEmpty() && believed) {
                LOG.info(
                        "{}, which connection {} made, is gone before it was complete", nativeId, entry.connectionId());
                return outbox.table().done(entry, entry.id());
            }
            if (found.isEmpty()) {
                return Future.succeededFuture();
            }
            var recognition = new Recognition(said);
            var left = recognition.isSaid(found.get()) ? recognition.left(found.get()) : said;
            if (new Recognition(left).isDone(found.get())) {
                return adopt(entry, owner, found.get());
            }
            var change = new UpdateMeeting(new MeetingRef(nativeId), null, left);
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
