package org.meetingsgateway.server.federation;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.remote.Seen;
import org.meetingsgateway.remote.Written;
import org.meetingsgateway.server.federation.Owners.Owner;
import org.meetingsgateway.server.store.OutboxTable.Entry;
import org.meetingsgateway.server.store.StoreTransaction;

/** Makes meetings in remote accounts: noted, made there, then here. */
record Creating(Local local, Outbox outbox) {
    Future<MeetingView> create(CreateMeeting call, Owner owner, Principal principal) {
        if (!owner.remote().writes().calls().contains(CreateMeeting.class)) {
            return Future.failedFuture(new Problem.ReadOnlySource());
        }
        var job = owner.job();
        var entry = Entry.creation(job.tenantId(), job.connectionId(), call.meeting(), local.request());
        return local.check(call.meeting(), null, principal)
                .compose(checked -> outbox.bounded(
                        entry,
                        owner,
                        () -> outbox.begin(entry, owner)
                                .compose(before -> before.isPresent()
                                        ? again(before.get(), principal)
                                        : made(entry, call, owner, principal)
                                                .compose(meeting -> stored(entry, owner, meeting, principal)))));
    }

    /** What the same request made before: as it is now, where it is still there. */
    private Future<MeetingView> again(UUID id, Principal principal) {
        return read(local.reading(), id, principal)
                .recover(failure -> Future.failedFuture(
                        failure instanceof Problem.NotFound
                                ? new Problem.Conflict("The meeting that this request made was deleted since")
                                : failure));
    }

    private static Future<MeetingView> read(MeetingSource here, UUID id, Principal principal) {
        return here.call(new GetMeeting(new MeetingRef(id.toString()), Expansion.USUAL), Routes.reader(principal));
    }

    private Future<RemoteMeeting> made(Entry entry, CreateMeeting call, Owner owner, Principal principal) {
        var creation = new CreateMeeting(Routes.said(call.meeting()));
        return new Sight(local.reading(), principal)
                .of(creation, null)
                .recover(failure -> outbox.forgotten(entry, failure))
                .compose(seen -> outbox.send(entry, owner, creation, seen)
                        .compose(written -> completed(entry, owner, written, seen)))
                .compose(written -> outbox.whole(entry, owner, written.nativeId(), written));
    }

    /**
     * What cannot become what it has to be is taken back. Where that fails, too, whoever heals goes on with it; and with
     * what is out of sight just now, as it may be shown again.
     */
    private Future<Written> completed(Entry entry, Owner owner, Written written, Seen seen) {
        var rest = written.rest();
        if (rest == null) {
            return Future.succeededFuture(written);
        }
        var ref = new MeetingRef(written.nativeId());
        return outbox.table()
                .made(entry, written.nativeId())
                .compose(noted -> outbox.attempt(owner, new UpdateMeeting(ref, null, rest), seen)
                        .recover(failure ->
                                RemoteProblems.mayHaveArrived(failure) || failure instanceof RemoteFailure.Absent
                                        ? outbox.unknown(entry, owner, failure)
                                        : outbox.attempt(owner, new DeleteMeeting(ref, null), Seen.NOTHING)
                                                .transform(gone -> gone.succeeded()
                                                        ? outbox.failed(entry, owner, failure)
                                                        : outbox.unknown(entry, owner, failure))));
    }

    private Future<MeetingView> stored(Entry entry, Owner owner, RemoteMeeting meeting, Principal principal) {
        return outbox.now()
                .compose(now -> local.atomically(here -> bring(here, entry, owner, now, meeting, principal)))
                .onSuccess(done -> outbox.ended(entry, owner, WriteOutcome.WRITTEN))
                .recover(failure -> outbox.unknown(entry, owner, failure));
    }

    /** With what the owner has no word for. */
    static Future<MeetingView> bring(
            StoreTransaction here, Entry entry, Owner owner, Instant now, RemoteMeeting meeting, Principal principal) {
        var body = Objects.requireNonNull(entry.body());
        return here.bring(owner.job(), now, meeting)
                .compose(id -> here.source()
                        .call(new UpdateMeeting(new MeetingRef(id.toString()), null, body), Routes.reader(principal))
                        .compose(written -> here.take(owner.job(), now, meeting))
                        .compose(taken -> here.outbox().done(entry, id))
                        .compose(done -> read(here.source(), id, principal)));
    }
}
