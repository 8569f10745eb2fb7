package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.ActionItemCall.AddComment;
import org.meetingsgateway.call.ActionItemCall.CreateActionItem;
import org.meetingsgateway.call.ActionItemCall.DeleteActionItem;
import org.meetingsgateway.call.ActionItemCall.UpdateActionItem;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.remote.Seen;
import org.meetingsgateway.remote.Written;
import org.meetingsgateway.wire.WireResponse;

/** Actions as they are written. A comment is said by the person whose key it is. */
record ActionWrites(KeyedRequests requests, ItemWrites items) {
    private static final String KIND = "action";
    private static final String ASSIGNEES = "assignee_ids";

    private static String path(String action) {
        return Actions.ALL + "/" + action;
    }

    /** An action is an item of the minutes: so it is the last one there. */
    Future<Written> create(CreateActionItem call, Seen seen) {
        var meeting = call.meeting().value();
        if (!Alias.isOne(meeting)) {
            return Future.failedFuture(new RemoteFailure.Absent(404, null));
        }
        var action = call.actionItem();
        return body(action, seen)
                .map(body -> body.put("type", MinuteItem.Type.ACTION.code()))
                .compose(body -> items.addAction(meeting, body))
                .compose(id -> (action.get(ActionItemField.STATE) == ActionItem.State.OPEN
                                ? Future.succeededFuture()
                                : RemoteFailure.Partial.after(become(id, action)))
                        .map(new Written(id, null)));
    }

    Future<Written> update(UpdateActionItem call, Seen seen) {
        return MeetingWrites.known(
                call.id(),
                id -> body(call.changes(), seen)
                        .compose(body -> body.isEmpty()
                                ? become(id, call.changes())
                                : requests.send(HttpMethod.PUT, path(id), body)
                                        .map(response -> same(id, response))
                                        .compose(done -> RemoteFailure.Partial.after(become(id, call.changes())))));
    }

    Future<Written> delete(DeleteActionItem call) {
        return MeetingWrites.known(call.id(), id -> requests.send(HttpMethod.DELETE, path(id)));
    }

    Future<Written> comment(AddComment call) {
        return MeetingWrites.known(
                call.id(),
                id -> requests.send(HttpMethod.POST, path(id) + "/comments", new JsonObject().put("text", call.text()))
                        .map(response -> Document.of(KIND, response)));
    }

    private Future<JsonObject> body(Changes<ActionItemField> changes, Seen seen) {
        var body = new JsonObject();
        changes.forEach((field, value) -> put(body, field, value));
        return changes.has(ActionItemField.ASSIGNEE) || changes.has(ActionItemField.ASSIGNEE_IDS)
                ? assignees(changes, new Roster(requests, seen)).map(ids -> body.put(ASSIGNEES, new JsonArray(ids)))
                : Future.succeededFuture(body);
    }

    private static void put(JsonObject body, ActionItemField field, @Nullable Object value) {
        switch (field) {
            case TITLE -> body.put("title", value);
            case DESCRIPTION -> body.put("contents", value == null ? "" : value);
            case DUE_AT -> body.put("due_by", SentMeeting.seconds((Instant) value));
            case ASSIGNEE, ASSIGNEE_IDS -> {} // they are people, who have to be found
            case STATE -> {} // it has paths of its own
        }
    }

    /** Those who are named and those who are persons of the gateway, each once. */
    private static Future<List<String>> assignees(Changes<ActionItemField> changes, Roster roster) {
        var name = changes.get(ActionItemField.ASSIGNEE, String.class);
        return (name == null || name.isBlank() ? Future.succeededFuture(List.<String>of()) : roster.named(name))
                .compose(named -> roster.persons(persons(changes)).map(persons -> {
                    var all = new LinkedHashSet<>(persons.values());
                    all.addAll(named);
                    return List.copyOf(all);
                }));
    }

    private static Set<UUID> persons(Changes<ActionItemField> changes) {
        List<?> ids = changes.get(ActionItemField.ASSIGNEE_IDS, List.class);
        return ids == null ? Set.of() : ids.stream().map(UUID.class::cast).collect(Collectors.toSet());
    }

    /** Brings it into the state that it is to have. */
    private Future<Void> become(String id, Changes<ActionItemField> changes) {
        if (!changes.has(ActionItemField.STATE)) {
            return Future.succeededFuture();
        }
        var state = Objects.requireNonNull(changes.get(ActionItemField.STATE, ActionItem.State.class));
        var step = switch (state) {
            case OPEN -> "/reopen";
            case COMPLETED -> "/complete";
            case DISMISSED -> "/dismiss";
        };
        return requests.send(HttpMethod.POST, path(id) + step)
                .map(response -> same(id, response))
                .mapEmpty();
    }

    private static Document same(String id, WireResponse.Bytes response) {
        var document = Document.of(KIND, response);
        if (!Told.id(document).equals(id)) {
            throw document.unreadable("id", "id of what was changed");
        }
        return document;
    }
}
