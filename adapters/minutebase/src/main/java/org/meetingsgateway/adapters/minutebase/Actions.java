package org.meetingsgateway.adapters.minutebase;

import static org.meetingsgateway.spi.Endpoint.get;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.AccountCall.GetCalendar;
import org.meetingsgateway.call.ActionItemCall.ListActionItems;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.ProjectCall.GetProject;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.ActionItemQuery;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/**
 * The lists of actions: of the account, of a meeting, of a workspace. Here {@code order} is a field, and {@code dir} the
 * direction. Source: {@code http://support.minutebase.com/kb/api/actions}.
 */
final class Actions {
    static final String ALL = MinuteBaseSurface.API + "/actions";

    private static final Set<String> QUERY = Stream.concat(
                    Stream.of("assignee_id", "state", "order", "dir"), Paging.QUERY.stream())
            .collect(Collectors.toUnmodifiableSet());

    private static final UUID NOBODY = new UUID(0, 0);

    private Actions() {}

    static List<Endpoint> endpoints() {
        return Stream.of(
                        get(ALL, null, QUERY, (request, meetings) -> list(request, meetings, null, null)),
                        get(
                                MinuteBaseSurface.API + "/meetings/:meeting/actions",
                                null,
                                QUERY,
                                (request, meetings) ->
                                        list(request, meetings, new MeetingRef(request.pathParam("meeting")), null)),
                        get(
                                MinuteBaseSurface.API + "/workspaces/:workspace/actions",
                                null,
                                QUERY,
                                Actions::ofWorkspace),
                        // So the page has it, other than all its paths of workspaces.
                        get(MinuteBaseSurface.API + "/workspace/:workspace/actions", null, QUERY, Actions::ofWorkspace))
                .map(Endpoint::repeated)
                .toList();
    }

    private static Future<WireResponse> ofWorkspace(WireRequest request, Meetings meetings) {
        return meetings.ask(new GetProject(request.pathParam("workspace")))
                .compose(workspace -> list(request, meetings, null, workspace.id()));
    }

    private static Future<WireResponse> list(
            WireRequest request, Meetings meetings, @Nullable MeetingRef meeting, @Nullable UUID projectId) {
        var slice = Paging.of(request);
        var state = text(request, "state");
        var sort = sort(text(request, "order"), text(request, "dir"));
        return assignee(text(request, "assignee_id"), meetings)
                .compose(assignee -> (state.equals("overdue")
                                ? overdueBefore(meetings)
                                : Future.<@Nullable Instant>succeededFuture())
                        .compose(today -> meetings.ask(new ListActionItems(
                                        new ActionItemQuery(meeting, projectId, assignee, state(state), today, sort),
                                        slice))
                                .compose(page -> (today == null
                                                ? overdueBefore(page.items(), meetings)
                                                : Future.succeededFuture(today))
                                        .compose(overdueBefore -> people(page.items(), meetings)
                                                .map(people -> Paging.answer(
                                                        page,
                                                        slice,
                                                        (json, action) -> ActionJson.action(
                                                                json, action, people, overdueBefore)))))));
    }

    private static String text(WireRequest request, String name) {
        return Objects.requireNonNullElse(request.query().get(name), "");
    }

    /** What is due today or later is outstanding, and so is what is overdue. */
    private static ActionItem.State state(String state) {
        return switch (state) {
            case "completed" -> ActionItem.State.COMPLETED;
            case "dismissed" -> ActionItem.State.DISMISSED;
            default -> ActionItem.State.OPEN;
        };
    }

    private static ActionItemQuery.Sort sort(String order, String dir) {
        var key = switch (order) {
            case "due" -> ActionItemQuery.Sort.Key.DUE_AT;
            case "completed" -> ActionItemQuery.Sort.Key.COMPLETED_AT;
            case "dismissed" -> ActionItemQuery.Sort.Key.DISMISSED_AT;
            default -> ActionItemQuery.Sort.Key.CREATED_AT;
        };
        return new ActionItemQuery.Sort(key, !dir.equals("asc"));
    }

    /** Whose actions are wanted: null for everyone's, and an id that nobody has where nobody has the one that is asked for. */
    private static Future<@Nullable UUID> assignee(String id, Meetings meetings) {
        if (id.isEmpty()) {
            return Future.succeededFuture();
        }
        return PeopleLookup.named(meetings, PeopleLookup.isId(id) ? Set.of(id) : Set.of())
                .map(people -> people.keySet().stream().findFirst().orElse(NOBODY));
    }

    static Future<Map<UUID, Person>> people(List<ActionItem> actions, Meetings meetings) {
        return PeopleLookup.find(meetings, ActionJson.people(actions));
    }

    /** The moment before which open ones are overdue; nobody is asked where it makes no difference to these. */
    static Future<Instant> overdueBefore(List<ActionItem> actions, Meetings meetings) {
        return actions.stream().anyMatch(action -> action.state() == ActionItem.State.OPEN && action.dueAt() != null)
                ? overdueBefore(meetings)
                : Future.succeededFuture(Instant.MIN);
    }

    private static Future<Instant> overdueBefore(Meetings meetings) {
        return meetings.ask(new GetCalendar()).map(ActionJson::overdueBefore);
    }
}
