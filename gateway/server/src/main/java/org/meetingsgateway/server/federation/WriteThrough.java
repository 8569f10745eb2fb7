package org.meetingsgateway.server.federation;

import io.vertx.core.Future;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.ActionItemCall.CreateActionItem;
import org.meetingsgateway.call.ActionItemCall.DeleteActionItem;
import org.meetingsgateway.call.ActionItemCall.UpdateActionItem;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.CreateMeeting;
import org.meetingsgateway.call.MeetingCall.DeleteMeeting;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.server.store.OutboxTable;
import org.meetingsgateway.server.store.OwnerTable.Owned;

/**
 * The store, with writes that go to the owner of a meeting first. What its style has no word for is the gateway's own and
 * is written to the store alone; what it could say, but cannot be told, is {@link Problem.ReadOnlySource}.
 */
public final class WriteThrough implements MeetingSource {
    private final Local local;
    private final Owners owners;
    private final Changing changing;
    private final Creating creating;
    private final RepeatedDeletions deletions;

    /** @param local the store, as this request has it */
    public WriteThrough(Local local, Owners owners, Outbox outbox) {
        this.local = local;
        this.owners = owners;
        this.changing = new Changing(local, outbox);
        this.creating = new Creating(local, outbox);
        this.deletions = new RepeatedDeletions(local, outbox);
    }

    @Override
    public Set<Class<? extends Call<?>>> answers() {
        return local.source().answers();
    }

    @Override
    @SuppressWarnings("unchecked") // each call is answered with what it is answered with
    public <A> Future<A> call(Call<A> call, Principal principal) {
        if (call instanceof CreateMeeting creation && creation.connectionId() != null) {
            return (Future<A>) create(creation, principal);
        }
        if (call instanceof AppendSegments append) {
            // What happens every second, nearly always to a meeting of the gateway's own: one statement.
            return local.appendToOwn(append, principal)
                    .compose(done ->
                            done.isPresent() ? (Future<A>) Future.succeededFuture(done.get()) : write(call, principal));
        }
        return write(call, principal);
    }

    private <A> Future<A> write(Call<A> call, Principal principal) {
        return local.owners()
                .writtenBy(call, principal)
                .compose(owned -> owned.isEmpty() ? own(call, principal) : change(call, owned.get(), principal));
    }

    private <A> Future<A> own(Call<A> call, Principal principal) {
        return local.source().call(call, principal).recover(failure -> {
            boolean mayBeDone = call instanceof DeleteMeeting || call instanceof DeleteActionItem;
            return failure instanceof Problem.NotFound && mayBeDone
                    ? deletions
                            .before(principal)
                            .compose(done -> done ? Future.succeededFuture() : Future.failedFuture(failure))
                    : Future.failedFuture(failure);
        });
    }

    private Future<?> create(CreateMeeting call, Principal principal) {
        var connection = Objects.requireNonNull(call.connectionId());
        return owners.reached(principal, connection)
                .recover(failure -> Future.failedFuture(
                        failure instanceof Problem.NotFound
                                ? new Problem.Invalid(
                                        Problem.Violation.In.BODY,
                                        "/source/connection_id",
                                        "not_found",
                                        "No such connection")
                                : failure))
                .compose(owner -> creating.create(call, owner, principal));
    }

    private <A> Future<A> change(Call<A> call, Owned owned, Principal principal) {
        return change(call, owned, principal, local.request())
                .compose(answer -> finished(call, answer, owned, principal));
    }

    /** An action item that a repeat finds made, but not in its state, is brought into that: the first one came no further. */
    @SuppressWarnings("unchecked") // both are answered with the action item
    private <A> Future<A> finished(Call<A> call, A answer, Owned owned, Principal principal) {
        if (!(call instanceof CreateActionItem creation && answer instanceof ActionItem item)) {
            return Future.succeededFuture(answer);
        }
        var state = creation.actionItem().get(ActionItemField.STATE, ActionItem.State.class);
        if (state == null || state == ActionItem.State.OPEN || item.state() != ActionItem.State.OPEN) {
            return Future.succeededFuture(answer);
        }
        var rest = Changes.of(ActionItemField.class)
                .set(ActionItemField.STATE, state)
                .build();
        return (Future<A>) change(new UpdateActionItem(item.id().toString(), null, rest), owned, principal, null);
    }

    private <A> Future<A> change(
            Call<A> call, Owned owned, Principal principal, OutboxTable.@Nullable Request request) {
        return owners.owner(principal.tenantId(), owned.connectionId()).compose(owner -> {
            var writes = owner.remote().writes();
            Changing.Routing<A> routing =
                    meeting -> new Routes(local.reading(), meeting, writes, principal).route(call);
            return routing.route(owned).compose(route -> switch (route) {
                case Route.Alone<A> alone -> local.source().call(call, principal);
                case Route.Refused<A> refused -> Future.failedFuture(new Problem.ReadOnlySource());
                case Route.Through<A> through ->
                    changing.change(call, request, owned, owner, through, routing, principal);
            });
        });
    }
}
