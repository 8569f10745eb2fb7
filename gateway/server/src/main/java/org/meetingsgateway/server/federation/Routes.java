package org.meetingsgateway.server.federation;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.ActionItemCall.AddComment;
import org.meetingsgateway.call.ActionItemCall.CreateActionItem;
import org.meetingsgateway.call.ActionItemCall.DeleteActionItem;
import org.meetingsgateway.call.ActionItemCall.UpdateActionItem;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.MinutesCall.GetMinutes;
import org.meetingsgateway.call.MinutesCall.ReplaceMinutes;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.RecordingCall.UpdateRecording;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.call.TranscriptCall.GetTranscript;
import org.meetingsgateway.model.Appended;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.MinuteItems;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.model.Transcript;
import org.meetingsgateway.remote.Writes;
import org.meetingsgateway.server.store.Arrival;
import org.meetingsgateway.server.store.OutboxTable.Operation;
import org.meetingsgateway.server.store.OwnerTable.Owned;

/** Finds out where a write to a remote meeting goes. */
final class Routes {
    /** What of every meeting is the gateway's own. */
    private static final Set<MeetingField> OWN =
            EnumSet.of(MeetingField.PROJECT_ID, MeetingField.OWNER_ID, MeetingField.SHARED_WITH);

    private final MeetingSource source;
    private final Owned owned;
    private final Writes writes;
    private final Principal principal;

    /** Reads what was written, also where it is not the writer's to see any more. */
    private final Principal reader;

    /** @param source the store */
    Routes(MeetingSource source, Owned owned, Writes writes, Principal principal) {
        this.source = source;
        this.owned = owned;
        this.writes = writes;
        this.principal = principal;
        this.reader = reader(principal);
    }

    static Principal reader(Principal principal) {
        return new Principal(
                principal.tenantId(),
                principal.tenant(),
                principal.personId(),
                principal.credentialId(),
                principal.scopes(),
                Principal.View.TENANT);
    }

    @SuppressWarnings("unchecked") // each call is routed to what it is answered with
    <A> Future<Route<A>> route(Call<A> call) {
        return switch (call) {
            case UpdateMeeting c -> ready((Route<A>) update(c));
            case UpdateRecording c -> ready((Route<A>) update(c));
            case DeleteMeeting c -> ready((Route<A>) delete(c));
            case AppendSegments c -> ready((Route<A>) append(c));
            case ReplaceMinutes c -> ready((Route<A>) replace(c));
            case CreateActionItem c -> items().create(c).map(r -> (Route<A>) r);
            case UpdateActionItem c -> items().update(c).map(r -> (Route<A>) r);
            case DeleteActionItem c -> items().delete(c).map(r -> (Route<A>) r);
            case AddComment c -> items().comment(c).map(r -> (Route<A>) r);
            default -> ready(otherwise(call));
        };
    }

    private static <A> Future<Route<A>> ready(Route<A> route) {
        return Future.succeededFuture(route);
    }

    static <T> Supplier<Future<T>> told(T answer) {
        return () -> Future.succeededFuture(answer);
    }

    private static <A> Route<A> through(Operation operation, Call<?> remote, Route.Here<A> here) {
        return new Route.Through<>(operation, remote, here, null);
    }

    private boolean known(Call<?> call) {
        return writes.calls().contains(call.getClass());
    }

    private <A> Route<A> otherwise(Call<?> call) {
        return otherwise(call, writes);
    }

    /** For a call that the owner's style does not have. */
    static <A> Route<A> otherwise(Call<?> call, Writes writes) {
        return writes.kept().contains(call.getClass()) ? new Route.Alone<>() : new Route.Refused<>();
    }

    private ActionItemRoutes items() {
        return new ActionItemRoutes(source, owned, writes, principal, reader);
    }

    private MeetingRef there() {
        return new MeetingRef(owned.nativeId());
    }

    private Route<MeetingView> update(UpdateMeeting call) {
        if (!known(call)) {
            return otherwise(call);
        }
        var said = said(call.changes());
        return said.isEmpty()
                ? new Route.Alone<>()
                : view(new UpdateMeeting(there(), null, said), new UpdateMeeting(call.ref(), null, call.changes()));
    }

    /** For a style without such a call it is a change like any other, and the words stay here where it has none for them. */
    private Route<MeetingView> update(UpdateRecording call) {
        if (known(call)) {
            return view(
                    new UpdateRecording(
                            there(), said(call.changes()), call.participants(), call.segments(), call.actionItems()),
                    call);
        }
        boolean sayable = writes.calls().contains(UpdateMeeting.class)
                && call.actionItems() == null
                && (call.segments() == null || writes.kept().contains(AppendSegments.class));
        return sayable ? view(new UpdateMeeting(there(), null, said(named(call))), call) : otherwise(call);
    }

    private Route<MeetingView> view(Call<?> remote, Call<MeetingView> call) {
        return through(
                Operation.UPDATE,
                remote,
                (store, written) -> store.call(call, principal)
                        .map(done -> () -> store.call(
                                new GetMeeting(new MeetingRef(owned.meetingId().toString()), Expansion.USUAL),
                                reader)));
    }

    private Route<Void> delete(DeleteMeeting call) {
        return known(call)
                ? new Route.Through<>(
                        Operation.DELETE,
                        new DeleteMeeting(there(), null),
                        (store, written) -> Future.succeededFuture(Future::succeededFuture),
                        new Route.Repeat<>(null, store -> Future.succeededFuture()))
                : otherwise(call);
    }

    private Route<Appended> append(AppendSegments call) {
        return known(call)
                ? new Route.Through<>(
                        Operation.APPEND,
                        new AppendSegments(there(), call.segments()),
                        (store, written) -> store.call(call, principal).map(Routes::told),
                        repeat(call))
                : otherwise(call);
    }

    /** A batch arrives whole or not at all: one segment that is another one each time tells of all. */
    private Route.@Nullable Repeat<Appended> repeat(AppendSegments call) {
        int many = call.segments().size();
        return call.segments().stream()
                .filter(segment -> segment.startMs() == null)
                .findFirst()
                .map(one -> new Route.Repeat<>(
                        Arrival.segments(one.text(), one.speaker(), equal(call, one)),
                        store -> store.call(new GetTranscript(call.ref(), false), reader)
                                .map(now -> appended(many, now.transcript()))))
                .orElse(null);
    }

    private static int equal(AppendSegments call, Segment one) {
        return (int) call.segments().stream()
                .filter(each -> each.startMs() == null
                        && each.text().equals(one.text())
                        && Objects.equals(each.speaker(), one.speaker()))
                .count();
    }

    private static Appended appended(int many, Transcript now) {
        return new Appended(many, 0, 0, now.segmentCount(), now.revision());
    }

    private Route<MinuteItems> replace(ReplaceMinutes call) {
        return known(call)
                ? through(
                        Operation.UPDATE,
                        new ReplaceMinutes(there(), call.part(), call.lockVersion(), call.items()),
                        (store, written) -> store.call(call, principal)
                                .map(done -> () -> store.call(new GetMinutes(call.ref(), call.part()), principal)))
                : otherwise(call);
    }

    private static Changes<MeetingField> named(UpdateRecording call) {
        var names = call.participants();
        if (names == null) {
            return call.changes();
        }
        var changes = Changes.of(MeetingField.class);
        call.changes().forEach(changes::set);
        List<Participant> participants = new ArrayList<>();
        names.forEach(name -> participants.add(new Participant(null, name, null, null)));
        return changes.set(MeetingField.PARTICIPANTS, participants).build();
    }

    /** What is for the owner of a meeting. */
    static Changes<MeetingField> said(Changes<MeetingField> changes) {
        var some = Changes.of(MeetingField.class);
        changes.forEach((field, value) -> {
            if (!OWN.contains(field)) {
                some.set(field, value);
            }
        });
        return some.build();
    }
}
