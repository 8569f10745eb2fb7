package org.meetingsgateway.server.canonical;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** {@code /v1/action_items} and those of one meeting. */
final class ActionItemEndpoints {
    private static final String ALL = "/v1/action_items";
    private static final String OF_MEETING = "/v1/meetings/:meeting_id/action_items";
    private static final String ONE = ALL + "/:action_item_id";
    private static final String READ = "action_items:read";
    private static final String WRITE = "action_items:write";

    private final Resource resource;

    ActionItemEndpoints(Resource resource) {
        this.resource = resource;
    }

    List<Endpoint> endpoints() {
        return List.of(
                resource.endpoint(HttpMethod.GET, ALL, READ, this::list),
                resource.endpoint(HttpMethod.GET, OF_MEETING, READ, this::listOfMeeting),
                resource.endpoint(HttpMethod.POST, OF_MEETING, WRITE, this::create),
                resource.endpoint(HttpMethod.GET, ONE, READ, this::get),
                resource.endpoint(HttpMethod.PATCH, ONE, WRITE, this::update),
                resource.endpoint(HttpMethod.DELETE, ONE, WRITE, this::delete));
    }

    private static String id(WireRequest request) {
        return request.pathParam("action_item_id");
    }

    private Future<WireResponse> list(WireRequest request, JsonObject body, Meetings meetings) {
        return list(request, meetings, null);
    }

    private Future<WireResponse> listOfMeeting(WireRequest request, JsonObject body, Meetings meetings) {
        return list(request, meetings, MeetingEndpoints.ref(request));
    }

    private static Future<WireResponse> list(WireRequest request, Meetings meetings, @Nullable MeetingRef meeting) {
        return meetings.ask(new ListActionItems(
                        ActionItemQuery.newestFirst(meeting, state(request)), ListAnswer.slice(request)))
                .map(page -> ListAnswer.of(request, page, ActionItemJson.SHAPE::write));
    }

    private Future<WireResponse> create(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new CreateActionItem(MeetingEndpoints.ref(request), ActionItemJson.changes(body)))
                .map(one -> Resource.created(ALL + "/" + one.id(), one.version(), ActionItemJson.SHAPE.writer(one)));
    }

    private Future<WireResponse> get(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new GetActionItem(id(request)))
                .map(one -> Resource.read(request, one.version(), ActionItemJson.SHAPE.writer(one)));
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

    private static ActionItem.@Nullable State state(WireRequest request) {
        var state = request.query().get("state");
        return state == null ? null : Coded.of(ActionItem.State.class, state);
    }
}
