package org.meetingsgateway.adapters.minutebase;

import static org.meetingsgateway.spi.Endpoint.get;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.meetingsgateway.call.ActionItemCall.AddComment;
import org.meetingsgateway.call.ActionItemCall.DeleteActionItem;
import org.meetingsgateway.call.ActionItemCall.GetActionItem;
import org.meetingsgateway.call.ActionItemCall.UpdateActionItem;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Actions one by one. MinuteBase's page on this is lost: this is our design. */
final class ActionRecords {
    private static final String ONE = Actions.ALL + "/:action";
    private static final int LONGEST_COMMENT = 10_000;

    private ActionRecords() {}

    static List<Endpoint> endpoints() {
        return List.of(
                get(
                                ONE,
                                null,
                                Set.of(),
                                (request, meetings) ->
                                        stored(request, meetings).compose(action -> answer(action, meetings)))
                        .repeated(),
                Endpoint.of(HttpMethod.PUT, ONE, null, ActionRecords::update),
                Endpoint.of(HttpMethod.DELETE, ONE, null, ActionRecords::delete),
                to(ActionItem.State.COMPLETED, "/complete"),
                to(ActionItem.State.DISMISSED, "/dismiss"),
                to(ActionItem.State.OPEN, "/reopen"),
                Endpoint.of(HttpMethod.POST, ONE + "/comments", null, ActionRecords::comment));
    }

    private static Endpoint to(ActionItem.State state, String path) {
        var changes = Changes.of(ActionItemField.class)
                .set(ActionItemField.STATE, state)
                .build();
        return Endpoint.of(
                HttpMethod.POST,
                ONE + path,
                null,
                (request, meetings) -> meetings.ask(new UpdateActionItem(id(request), null, changes))
                        .compose(action -> answer(action, meetings))
                        .map(anything(request)::told));
    }

    /** The path says it all: a body has no effect, whatever it is. */
    private static Body anything(WireRequest request) {
        try {
            return Body.of(request);
        } catch (Problem.Malformed e) {
            return Body.of(new JsonObject());
        }
    }

    private static Future<WireResponse> update(WireRequest request, Meetings meetings) {
        var body = Body.of(request);
        return people(body, meetings)
                .compose(people -> {
                    var changes = read(body, people);
                    return body.isRejected()
                            ? stored(request, meetings).compose(action -> rejected(body, action, meetings))
                            : meetings.ask(new UpdateActionItem(id(request), null, changes))
                                    .compose(action -> answer(action, meetings));
                })
                .map(body::told);
    }

    private static Future<Map<String, UUID>> people(Body body, Meetings meetings) {
        return PeopleLookup.idsOf(
                meetings, ItemReader.assignees(new JsonObject().put("assignee_ids", body.value("assignee_ids"))));
    }

    /** What a body changes; what is wrong with it is an error of the body. */
    static Changes<ActionItemField> read(Body body, Map<String, UUID> people) {
        var changes = Changes.of(ActionItemField.class);
        if (body.has("title")) {
            changes.set(ActionItemField.TITLE, ItemReader.title(body));
        }
        if (body.has("contents")) {
            var contents = body.text("contents", ItemReader.LONGEST_CONTENTS);
            changes.set(ActionItemField.DESCRIPTION, contents == null || contents.isEmpty() ? null : contents);
        }
        if (body.has("due_by")) {
            changes.set(ActionItemField.DUE_AT, body.moment("due_by"));
        }
        if (body.has("assignee_ids")) {
            changes.set(ActionItemField.ASSIGNEE_IDS, ItemReader.assignees(body, people));
        }
        return changes.build();
    }

    private static Future<WireResponse> comment(WireRequest request, Meetings meetings) {
        var body = Body.of(request);
        var text = body.text("text", LONGEST_COMMENT);
        if ((text == null || text.isBlank()) && !body.isRejected("text")) {
            body.reject("text", "please enter a text");
        }
        return (text == null || body.isRejected()
                        ? stored(request, meetings).map(action -> Rejection.of(body, ActionRecords::unsavedComment))
                        : meetings.ask(new AddComment(id(request), text)).compose(action -> answer(action, meetings)))
                .map(body::told);
    }

    private static void unsavedComment(JsonGenerator json) throws IOException {
        ActionJson.comment(json, Rejection.NO_ID, "", null, Instant.EPOCH);
    }

    private static Future<WireResponse> delete(WireRequest request, Meetings meetings) {
        return meetings.ask(new DeleteActionItem(id(request), null)).map(done -> WireResponse.empty(204));
    }

    private static Future<ActionItem> stored(WireRequest request, Meetings meetings) {
        return meetings.ask(new GetActionItem(id(request)));
    }

    private static String id(WireRequest request) {
        return request.pathParam("action");
    }

    private static Future<WireResponse> answer(ActionItem action, Meetings meetings) {
        return shown(action, meetings).map(json -> WireResponse.json(200, Json.bytes(json)));
    }

    private static Future<WireResponse> rejected(Body body, ActionItem action, Meetings meetings) {
        return shown(action, meetings).map(json -> Rejection.of(body, json));
    }

    private static Future<Json.Writer> shown(ActionItem action, Meetings meetings) {
        var actions = List.of(action);
        return Actions.overdueBefore(actions, meetings)
                .compose(overdueBefore -> Actions.people(actions, meetings)
                        .map(people -> json -> ActionJson.action(json, action, people, overdueBefore)));
    }
}
