package org.meetingsgateway.adapters.minutebase;

import static org.meetingsgateway.spi.Endpoint.get;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.MinutesCall.GetMinutes;
import org.meetingsgateway.call.MinutesCall.ReplaceMinutes;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.MinuteItems;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/**
 * The agenda, or the minutes, of a meeting, edited by several people at once: whoever writes says with {@code
 * lock_version} what they have seen, and gets what there is now where that is something else. MinuteBase's pages on this
 * are lost: this is our design.
 */
record ItemLists(MinuteItems.Part part) {
    private static final String LOCK_VERSION = "lock_version";
    private static final String PARENT_ID = "parent_id";
    private static final int LONGEST_ID = 255;

    static List<Endpoint> endpoints() {
        return Stream.of(MinuteItems.Part.values())
                .map(ItemLists::new)
                .flatMap(lists -> lists.served().stream())
                .toList();
    }

    private List<Endpoint> served() {
        var path = MinuteBaseSurface.API + "/meetings/:meeting/" + name();
        return List.of(
                get(path, null, Set.of(), this::read).repeated(),
                Endpoint.of(HttpMethod.PUT, path, null, this::replace),
                Endpoint.of(HttpMethod.POST, path, null, this::append));
    }

    /** The word for it in the path and in bodies. */
    private String name() {
        return part.code();
    }

    private Future<WireResponse> read(WireRequest request, Meetings meetings) {
        return current(request, meetings).compose(items -> answer(200, items, request, meetings));
    }

    private Future<WireResponse> replace(WireRequest request, Meetings meetings) {
        var body = Body.of(request);
        var seen = seen(body);
        return current(request, meetings)
                .compose(current -> PeopleLookup.idsOf(meetings, ItemReader.assignees(body.value(name())))
                        .compose(people -> {
                            var items = new ItemReader(current.items(), people).list(body, name());
                            return seen == null || body.isRejected()
                                    ? Future.succeededFuture(Rejection.of(body, this::unsaved))
                                    : write(seen, items, current, request, meetings);
                        }))
                .map(body::told);
    }

    private Future<WireResponse> append(WireRequest request, Meetings meetings) {
        var body = Body.of(request);
        var seen = seen(body);
        var parentId = body.text(PARENT_ID, LONGEST_ID);
        return current(request, meetings)
                .compose(current -> PeopleLookup.idsOf(meetings, ItemReader.assignees(sent(body)))
                        .compose(people -> {
                            var parent = parentId == null ? null : ItemTree.find(current.items(), parentId);
                            if (parentId != null && parent == null) {
                                body.reject(PARENT_ID, "is no item's id");
                            }
                            var level = parent == null ? 1 : parent.reference().size() + 1;
                            var item = new ItemReader(current.items(), people).appended(body, level);
                            if (level > ItemReader.MOST_LEVELS) {
                                body.reject(PARENT_ID, "is too deep: " + ItemReader.MOST_LEVELS + " levels at most");
                            }
                            return seen == null || body.isRejected()
                                    ? Future.succeededFuture(Rejection.of(body, json -> unsaved(json, item.type())))
                                    : write(
                                            seen,
                                            ItemTree.with(item, parent, current.items()),
                                            current,
                                            request,
                                            meetings);
                        }))
                .map(body::told);
    }

    /** A list of the one item that the body is, as far as it is about people. */
    private static JsonArray sent(Body body) {
        return JsonArray.of(new JsonObject()
                .put("assignee_ids", body.value("assignee_ids"))
                .put("children", body.value("children")));
    }

    /** The version that the client has seen; null, and an error, where it does not say so. */
    private static @Nullable Long seen(Body body) {
        var seen = body.number(LOCK_VERSION);
        if (seen == null && !body.isRejected(LOCK_VERSION)) {
            body.reject(LOCK_VERSION, "please say which version you change");
        }
        return seen;
    }

    private Future<MinuteItems> current(WireRequest request, Meetings meetings) {
        return meetings.ask(new GetMinutes(ref(request), part));
    }

    private static MeetingRef ref(WireRequest request) {
        return new MeetingRef(request.pathParam("meeting"));
    }

    private Future<WireResponse> write(
            long seen, List<MinuteItem> items, MinuteItems current, WireRequest request, Meetings meetings) {
        if (seen != current.lockVersion()) {
            return answer(409, current, request, meetings);
        }
        return meetings.ask(new ReplaceMinutes(ref(request), part, seen, items))
                .compose(written -> answer(200, written, request, meetings))
                .recover(failure -> failure instanceof Problem.PreconditionFailed
                        ? current(request, meetings).compose(now -> answer(409, now, request, meetings))
                        : Future.failedFuture(failure));
    }

    private Future<WireResponse> answer(int status, MinuteItems items, WireRequest request, Meetings meetings) {
        return actions(items.items(), request, meetings)
                .compose(actions -> Actions.overdueBefore(actions, meetings)
                        .compose(overdueBefore -> PeopleLookup.find(meetings, ItemJson.people(items.items(), actions))
                                .map(people -> answer(status, items, actions, people, overdueBefore))));
    }

    /** The actions of an agenda are items and nothing else. */
    private Future<List<ActionItem>> actions(List<MinuteItem> items, WireRequest request, Meetings meetings) {
        return part == MinuteItems.Part.AGENDA || !ItemJson.haveAction(items)
                ? Future.succeededFuture(List.of())
                : meetings.ask(new GetMeeting(ref(request), Set.of(Expansion.ACTION_ITEMS)))
                        .map(view -> Objects.requireNonNull(view.actionItems()));
    }

    private WireResponse answer(
            int status, MinuteItems items, List<ActionItem> actions, Map<UUID, Person> people, Instant overdueBefore) {
        return WireResponse.json(status, Json.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField(LOCK_VERSION, items.lockVersion());
            json.writeFieldName(name());
            ItemJson.items(json, items.items(), actions, people, overdueBefore);
            json.writeEndObject();
        }));
    }

    private void unsaved(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNullField(LOCK_VERSION);
        json.writeArrayFieldStart(name());
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void unsaved(JsonGenerator json, MinuteItem.Type type) throws IOException {
        json.writeStartObject();
        json.writeNullField(LOCK_VERSION);
        json.writeNullField(PARENT_ID);
        ItemJson.unsavedMembers(json, type);
        json.writeEndObject();
    }
}
