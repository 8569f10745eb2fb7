package org.meetingsgateway.server.canonical;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.ActionItemCall.AddComment;
import org.meetingsgateway.call.ActionItemCall.CreateActionItem;
import org.meetingsgateway.call.ActionItemCall.DeleteActionItem;
import org.meetingsgateway.call.ActionItemCall.GetActionItem;
import org.meetingsgateway.call.ActionItemCall.ListActionItems;
import org.meetingsgateway.call.ActionItemCall.UpdateActionItem;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemQuery;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.Params;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** {@code /v1/action_items} and those of one meeting. */
final class ActionItemEndpoints {
    private static final String ALL = "/v1/action_items";
    private static final String OF_MEETING = "/v1/meetings/:meeting_id/action_items";
    private static final String ONE = ALL + "/:action_item_id";
    private static final String COMMENTS = ONE + "/comments";
    private static final String READ = "action_items:read";
    private static final String WRITE = "action_items:write";

    private final Resource resource;
    private final FreshReads fresh;

    ActionItemEndpoints(Resource resource, FreshReads fresh) {
        this.resource = resource;
        this.fresh = fresh;
    }

    List<Endpoint> endpoints() {
        return List.of(
                resource.endpoint(HttpMethod.GET, ALL, READ, this::list).repeated(),
                resource.endpoint(HttpMethod.GET, OF_MEETING, READ, this::listOfMeeting)
                        .repeated(),
                resource.endpoint(HttpMethod.POST, OF_MEETING, WRITE, this::create),
                resource.endpoint(HttpMethod.GET, ONE, READ, this::get).repeated(),
                resource.endpoint(HttpMethod.PATCH, ONE, WRITE, this::update),
                resource.endpoint(HttpMethod.DELETE, ONE, WRITE, this::delete),
                resource.endpoint(HttpMethod.POST, COMMENTS, WRITE, this::comment));
    }

    private static String id(WireRequest request) {
        return request.pathParam("action_item_id");
    }

    private Future<WireResponse> list(WireRequest request, JsonObject body, Meetings meetings) {
        return list(request, meetings, null);
    }

    private Future<WireResponse> listOfMeeting(WireRequest request, JsonObject body, Meetings meetings) {
        var ref = MeetingEndpoints.ref(request);
        return fresh.partOf(request, meetings, ref, () -> list(request, meetings, ref));
    }

    private static Future<WireResponse> list(WireRequest request, Meetings meetings, @Nullable MeetingRef meeting) {
        return meetings.ask(new ListActionItems(query(request.params(), meeting), ListAnswer.slice(request)))
                .map(page -> ListAnswer.of(request, page, ActionItemJson.SHAPE::write));
    }

    private Future<WireResponse> create(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new CreateActionItem(MeetingEndpoints.ref(request), ActionItemJson.changes(body)))
                .map(ActionItemEndpoints::created);
    }

    /** A comment is a part of the action item: that is what is answered, and where it is found. */
    private Future<WireResponse> comment(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new AddComment(id(request), body.getString("text"))).map(ActionItemEndpoints::created);
    }

    private static WireResponse created(ActionItem one) {
        return Resource.created(ALL + "/" + one.id(), one.version(), ActionItemJson.SHAPE.writer(one));
    }

    private Future<WireResponse> get(WireRequest request, JsonObject body, Meetings meetings) {
        return fresh.partOf(
                request,
                meetings,
                () -> meetings.ask(new GetActionItem(id(request))),
                ActionItem::meetingId,
                one -> Resource.read(request, one.version(), ActionItemJson.SHAPE.writer(one)));
    }

    private Future<WireResponse> update(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(
                        new UpdateActionItem(id(request), EntityTags.ifMatch(request), ActionItemJson.changes(body)))
                .map(one -> Resource.changed(one.version(), ActionItemJson.SHAPE.writer(one)));
    }

    private Future<WireResponse> delete(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new DeleteActionItem(id(request), EntityTags.ifMatch(request)))
                .map(gone -> Resource.gone());
    }

    private static ActionItemQuery query(Params params, @Nullable MeetingRef meeting) {
        var state = params.string("state");
        var dueBefore = params.string("due_before");
        return new ActionItemQuery(
                meeting,
                uuid(params.string("project_id")),
                uuid(params.string("assignee_id")),
                state == null ? null : Coded.of(ActionItem.State.class, state),
                dueBefore == null ? null : Instants.parse(dueBefore),
                ActionItemQuery.Sort.NEWEST_FIRST);
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }
}
