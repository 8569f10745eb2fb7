package org.meetingsgateway.server.federation;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.ActionItemCall.AddComment;
import org.meetingsgateway.call.ActionItemCall.CreateActionItem;
import org.meetingsgateway.call.ActionItemCall.DeleteActionItem;
import org.meetingsgateway.call.ActionItemCall.GetActionItem;
import org.meetingsgateway.call.ActionItemCall.UpdateActionItem;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.RecordingCall.UpdateRecording;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.remote.Writes;
import org.meetingsgateway.server.store.Arrival;
import org.meetingsgateway.server.store.OutboxTable.Operation;
import org.meetingsgateway.server.store.OwnerTable.Owned;

/**
 * Where action items go: one by one, under the ids that their owner knows them by; or, where it has them as one list of
 * titles, descriptions and assignees, as the whole list, and the rest is the gateway's own.
 */
final class ActionItemRoutes {
    private static final Set<ActionItemField> SAID =
            EnumSet.of(ActionItemField.TITLE, ActionItemField.DESCRIPTION, ActionItemField.ASSIGNEE);

    private final MeetingSource source;
    private final Owned owned;
    private final Writes writes;
    private final Principal principal;
    private final Principal reader;

    ActionItemRoutes(MeetingSource source, Owned owned, Writes writes, Principal principal, Principal reader) {
        this.source = source;
        this.owned = owned;
        this.writes = writes;
        this.principal = principal;
        this.reader = reader;
    }

    private boolean known(Call<?> call) {
        return writes.calls().contains(call.getClass());
    }

    private boolean isListed() {
        return writes.calls().contains(UpdateRecording.class);
    }

    Future<Route<ActionItem>> create(CreateActionItem call) {
        if (known(call)) { // it comes with the meeting
            var remote = new CreateActionItem(new MeetingRef(owned.nativeId()), call.actionItem());
            return through(
                    remote,
                    (store, written) -> Future.succeededFuture(() -> read(store, written.nativeId())),
                    added(call));
        }
        return isListed()
                ? items().compose(items -> {
                    var list = said(items);
                    list.add(said(call.actionItem()));
                    return through(list, (store, written) -> made(store, call, items), added(call));
                })
                : otherwise(call);
    }

    private Route.Repeat<ActionItem> added(CreateActionItem call) {
        var title = String.valueOf(call.actionItem().get(ActionItemField.TITLE));
        return new Route.Repeat<>(
                Arrival.actionItem(title, 1),
                store -> items(store)
                        .map(items -> items.stream()
                                .filter(item -> item.title().equals(title))
                                .reduce((one, next) -> next)
                                .orElseThrow(() -> new Problem.NotFound("action item"))));
    }

    private static Route.Repeat<Void> taken(ActionItem item) {
        return new Route.Repeat<>(Arrival.actionItem(item.title(), -1), store -> Future.succeededFuture());
    }

    /** Unless a look at the account has brought it already. */
    private Future<Supplier<Future<ActionItem>>> made(
            MeetingSource store, CreateActionItem call, List<ActionItem> before) {
        var ids = before.stream().map(ActionItem::id).collect(Collectors.toSet());
        var title = call.actionItem().get(ActionItemField.TITLE);
        return items(store)
                .compose(now -> now.stream()
                        .filter(item -> !ids.contains(item.id()) && item.title().equals(title))
                        .findFirst()
                        .map(item -> store.call(
                                new UpdateActionItem(item.id().toString(), null, call.actionItem()), principal))
                        .orElseGet(() -> store.call(call, principal)))
                .map(item -> () -> read(store, item.id().toString()));
    }

    Future<Route<ActionItem>> update(UpdateActionItem call) {
        if (known(call)) {
            return one(call.id(), call.expected())
                    .compose(item -> through(
                            new UpdateActionItem(item.alias(), null, call.changes()),
                            (store, written) -> changed(store, call),
                            null));
        }
        if (!isListed()) {
            return otherwise(call);
        }
        return said(call.changes()).isEmpty()
                ? Future.succeededFuture(new Route.Alone<>())
                : one(call.id(), call.expected())
                        .compose(item -> items().compose(items -> {
                            var list = said(items);
                            int place =
                                    items.stream().map(ActionItem::id).toList().indexOf(item.id());
                            list.set(place, changed(item, call.changes()));
                            return through(list, (store, written) -> changed(store, call), null);
                        }));
    }

    private Future<Supplier<Future<ActionItem>>> changed(MeetingSource store, UpdateActionItem call) {
        return store.call(new UpdateActionItem(call.id(), null, call.changes()), principal)
                .map(item -> () -> read(store, item.id().toString()));
    }

    Future<Route<Void>> delete(DeleteActionItem call) {
        if (!known(call) && !isListed()) {
            return otherwise(call);
        }
        return one(call.id(), call.expected())
                .compose(item -> known(call)
                        ? through(
                                new DeleteActionItem(item.alias(), null),
                                (store, written) -> deleted(store, call),
                                taken(item))
                        : items().compose(items -> {
                            var rest = said(items.stream()
                                    .filter(each -> !each.id().equals(item.id()))
                                    .toList());
                            return through(rest, (store, written) -> deleted(store, call), taken(item));
                        }));
    }

    /** Unless a look at the account has deleted it already. */
    private Future<Supplier<Future<Void>>> deleted(MeetingSource store, DeleteActionItem call) {
        return store.call(new DeleteActionItem(call.id(), null), principal)
                .recover(failure ->
                        failure instanceof Problem.NotFound ? Future.succeededFuture() : Future.failedFuture(failure))
                .map(gone -> Future::succeededFuture);
    }

    Future<Route<ActionItem>> comment(AddComment call) {
        if (known(call)) {
            return one(call.id(), null)
                    .compose(item -> through(
                            new AddComment(item.alias(), call.text()),
                            (store, written) -> Future.succeededFuture(
                                    () -> read(store, item.id().toString())),
                            said(item, call)));
        }
        return isListed() ? Future.succeededFuture(new Route.Alone<>()) : otherwise(call);
    }

    private Route.Repeat<ActionItem> said(ActionItem item, AddComment call) {
        return new Route.Repeat<>(
                Arrival.comment(item.id(), call.text()),
                store -> read(store, item.id().toString()));
    }

    private <A> Future<Route<A>> otherwise(Call<?> call) {
        return Future.succeededFuture(Routes.otherwise(call, writes));
    }

    private static <A> Future<Route<A>> through(Call<?> remote, Route.Here<A> here, Route.@Nullable Repeat<A> repeat) {
        return Future.succeededFuture(new Route.Through<>(Operation.UPDATE, remote, here, repeat));
    }

    private <A> Future<Route<A>> through(
            List<Changes<ActionItemField>> items, Route.Here<A> here, Route.@Nullable Repeat<A> repeat) {
        var nothing = Changes.of(MeetingField.class).build();
        return through(new UpdateRecording(new MeetingRef(owned.nativeId()), nothing, null, items), here, repeat);
    }

    private Future<List<ActionItem>> items() {
        return items(source);
    }

    private Future<List<ActionItem>> items(MeetingSource store) {
        var ref = new MeetingRef(owned.meetingId().toString());
        return store.call(new GetMeeting(ref, Set.of(Expansion.ACTION_ITEMS)), reader)
                .map(view -> Objects.requireNonNull(view.actionItems()));
    }

    private Future<ActionItem> one(String id, @Nullable Precondition expected) {
        return source.call(new GetActionItem(id), principal).map(item -> {
            if (expected != null && !expected.versions().contains(item.version())) {
                throw new Problem.PreconditionFailed();
            }
            return item;
        });
    }

    private Future<ActionItem> read(MeetingSource store, String id) {
        return store.call(new GetActionItem(id), reader);
    }

    private static List<Changes<ActionItemField>> said(List<ActionItem> items) {
        var nothing = Changes.of(ActionItemField.class).build();
        var list = new ArrayList<Changes<ActionItemField>>();
        items.forEach(item -> list.add(changed(item, nothing)));
        return list;
    }

    private static Changes<ActionItemField> changed(ActionItem item, Changes<ActionItemField> changes) {
        var all = Changes.of(ActionItemField.class)
                .set(ActionItemField.TITLE, item.title())
                .set(ActionItemField.DESCRIPTION, item.description())
                .set(ActionItemField.ASSIGNEE, item.assignee());
        said(changes).forEach(all::set);
        return all.build();
    }

    private static Changes<ActionItemField> said(Changes<ActionItemField> changes) {
        var some = Changes.of(ActionItemField.class);
        changes.forEach((field, value) -> {
            if (SAID.contains(field)) {
                some.set(field, value);
            }
        });
        return some.build();
    }
}
