package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItems.Part;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.remote.RemoteActionItem;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Agendas and minutes as they are written, under the version that the product has just told: ours says nothing there. */
record ItemWrites(KeyedRequests requests) {
    /** An item that is added changes nothing that somebody else has written, so it is tried again over that. */
    private static final int TRIES = 3;

    Future<ItemsThere> there(String meeting, Part part) {
        return requests.send(WireRequest.get(path(meeting, part))).map(response -> ItemsThere.read(part, response));
    }

    private static String path(String meeting, Part part) {
        return MeetingWrites.path(meeting) + "/" + part.code();
    }

    Future<Void> replace(String meeting, ItemsThere there, List<MinuteItem> items, Map<UUID, String> people) {
        return requests.send(HttpMethod.PUT, path(meeting, there.part()), there.replacedBy(items, people))
                .map(response -> Document.of(there.part().code(), response))
                .mapEmpty();
    }

    /** Adds an action to the minutes, and gives its id. */
    Future<String> addAction(String meeting, JsonObject action) {
        return addAction(meeting, action, TRIES);
    }

    private Future<String> addAction(String meeting, JsonObject action, int tries) {
        return there(meeting, Part.MINUTES)
                .compose(there -> requests.send(
                                HttpMethod.POST,
                                path(meeting, Part.MINUTES),
                                action.copy().put("lock_version", there.lockVersion()))
                        .map(response -> added(there, response))
                        .recover(failure -> failure instanceof RemoteFailure.Conflicting && tries > 1
                                ? addAction(meeting, action, tries - 1)
                                : Future.failedFuture(failure)));
    }

    /** The last of those that were not there before. */
    private static String added(ItemsThere before, WireResponse.Bytes response) {
        var known = new HashSet<String>();
        before.told().actionItems().forEach(action -> known.add(action.nativeId()));
        return ItemsThere.read(Part.MINUTES, response).told().actionItems().stream()
                .map(RemoteActionItem::nativeId)
                .map(Objects::requireNonNull) // an action of this style always has one
                .filter(id -> !known.contains(id))
                .reduce((one, next) -> next)
                .orElseThrow(() -> new RemoteFailure.Unreadable("minutes have no new action", response.status()));
    }
}
