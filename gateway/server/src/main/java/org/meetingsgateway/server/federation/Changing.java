package org.meetingsgateway.server.federation;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.MinutesCall.ReplaceMinutes;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.RecordingCall.UpdateRecording;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MinuteItems;
import org.meetingsgateway.remote.Seen;
import org.meetingsgateway.remote.Written;
import org.meetingsgateway.server.federation.Owners.Owner;
import org.meetingsgateway.server.store.OutboxTable;
import org.meetingsgateway.server.store.OutboxTable.Entry;
import org.meetingsgateway.server.store.OwnerTable.Owned;
import org.meetingsgateway.server.store.StoreTransaction;

/** Changes meetings of others: noted, told to the owner, then here. */
record Changing(Local local, Outbox outbox) {
    /** Where a call goes, found out anew for a meeting as it is by then. */
    @FunctionalInterface
    interface Routing<A> {
        Future<Route<A>> route(Owned owned);
    }

    /** @param request by which it is known when it is repeated; null where it is not to be */
    <A> Future<A> change(
            Call<A> call,
            OutboxTable.@Nullable Request request,
            Owned owned,
            Owner owner,
            Route.Through<A> seen,
            Routing<A> routing,
            Principal principal) {
        var entry = Entry.change(principal.tenantId(), owned, seen.operation(), request);
        return outbox.bounded(
                entry,
                owner,
                () -> outbox.begin(entry, owner)
                        .compose(before -> before.isPresent()
                                ? answered(seen)
                                : begun(call, owned, entry, owner, routing, principal)));
    }

    private <A> Future<A> begun(
            Call<A> call, Owned owned, Entry entry, Owner owner, Routing<A> routing, Principal principal) {
        return alone(call, owned, principal)
                .compose(meeting -> checked(call, meeting, principal))
                .compose(routing::route)
                .compose(route -> expected(entry, route))
                .recover(failure -> outbox.forgotten(entry, failure))
                .compose(route -> route instanceof Route.Through<A> through
                        ? written(entry, owner, through, principal)
                        : outbox.forgotten(entry, new Problem.ReadOnlySource()));
    }

    /** It has arrived before, and is here. */
    private <A> Future<A> answered(Route.Through<A> route) {
        var repeat = route.repeat();
        return repeat == null
                ? Future.failedFuture(RemoteProblems.unknown())
                : repeat.answer().apply(local.reading());
    }

    /** Who may send the same request again is to find that it has arrived. */
    private <A> Future<Route<A>> expected(Entry entry, Route<A> route) {
        var arrival = route instanceof Route.Through<A> through ? through.arrival() : null;
        return entry.request() == null || arrival == null
                ? Future.succeededFuture(route)
                : outbox.table().expect(entry, arrival).map(route);
    }

    /** The meeting as it is now that nobody else writes to it, where the caller has seen that. */
    private Future<Owned> alone(Call<?> call, Owned owned, Principal principal) {
        return local.owners()
                .of(new MeetingRef(owned.meetingId().toString()), Routes.reader(principal))
                .map(now -> {
                    var meeting = now.orElseThrow(() -> new Problem.NotFound("meeting"));
                    if (!hasSeen(call, meeting)) {
                        throw new Problem.PreconditionFailed();
                    }
                    return meeting;
                });
    }

    /** What the store would refuse is not told to the owner either. */
    private Future<Owned> checked(Call<?> call, Owned meeting, Principal principal) {
        var changes = switch (call) {
            case UpdateMeeting c -> c.changes();
            case UpdateRecording c -> c.changes();
            default -> null;
        };
        return changes == null
                ? Future.succeededFuture(meeting)
                : local.check(changes, new MeetingRef(meeting.meetingId().toString()), principal)
                        .map(checked -> meeting);
    }

    /** As the store looks at it: an edit has seen the latest edit, a deletion all. */
    private static boolean hasSeen(Call<?> call, Owned meeting) {
        return switch (call) {
            case UpdateMeeting c ->
                c.expected() == null
                        || c.expected().versions().stream()
                                .anyMatch(seen -> seen >= meeting.editedVersion() && seen <= meeting.version());
            case DeleteMeeting c ->
                c.expected() == null || c.expected().versions().contains(meeting.version());
            case ReplaceMinutes c ->
                c.lockVersion()
                        == (c.part() == MinuteItems.Part.AGENDA
                                ? meeting.agendaLockVersion()
                                : meeting.minutesLockVersion());
            default -> true;
        };
    }

    private <A> Future<A> written(Entry entry, Owner owner, Route.Through<A> route, Principal principal) {
        return switch (route.operation()) {
            case DELETE ->
                outbox.delete(entry, owner, route.remote())
                        .compose(gone -> stored(
                                entry,
                                owner,
                                route,
                                new Written(nativeId(entry), null),
                                (here, now) -> here.gone(owner.job(), now, nativeId(entry))));
            case APPEND ->
                outbox.send(entry, owner, route.remote(), Seen.NOTHING)
                        .compose(appended -> stored(
                                entry,
                                owner,
                                route,
                                appended,
                                (here, now) -> here.renewed(owner.job(), now, nativeId(entry))));
            case CREATE, UPDATE ->
                new Sight(local.reading(), principal)
                        .of(route.remote(), entry.meetingId())
                        .recover(failure -> outbox.forgotten(entry, failure))
                        .compose(seen -> outbox.send(entry, owner, route.remote(), seen))
                        .compose(written -> outbox.whole(entry, owner, nativeId(entry), written)
                                .compose(meeting -> stored(
                                        entry,
                                        owner,
                                        route,
                                        written,
                                        (here, now) -> here.take(owner.job(), now, meeting))));
        };
    }

    private static String nativeId(Entry entry) {
        return Objects.requireNonNull(entry.nativeId());
    }

    /** All at once, and only then the answer is read. */
    private <A> Future<A> stored(
            Entry entry,
            Owner owner,
            Route.Through<A> route,
            Written written,
            BiFunction<StoreTransaction, Instant, Future<Void>> taking) {
        var meeting = Objects.requireNonNull(entry.meetingId());
        return outbox.now()
                .compose(now -> local.atomically(here -> here.hold(owner.job(), nativeId(entry))
                        .compose(held -> route.here().write(here.source(), written))
                        .compose(read -> taking.apply(here, now)
                                .compose(taken -> here.outbox().done(entry, meeting))
                                .compose(done -> read.get()))))
                .onSuccess(done -> outbox.ended(entry, owner, WriteOutcome.WRITTEN))
                .recover(failure -> outbox.unknown(entry, owner, failure));
    }
}
