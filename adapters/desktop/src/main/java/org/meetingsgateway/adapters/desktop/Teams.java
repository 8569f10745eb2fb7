package org.meetingsgateway.adapters.desktop;

import io.vertx.core.Future;
import java.util.regex.Pattern;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ProjectCall.GetProject;
import org.meetingsgateway.call.ProjectCall.GetTeam;
import org.meetingsgateway.call.ProjectCall.ListProjects;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.wire.WireRequest;

/** The project that a path names: by its number, or as the caller's current one. */
final class Teams {
    /** The variable of every path. */
    static final String VARIABLE = "project_id";

    private static final String CURRENT = "@current";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

    private Teams() {}

    /** What the caller may reach in it. */
    static Future<Meetings> reach(WireRequest request, Meetings meetings) {
        return named(request.pathParam(VARIABLE), meetings).map(project -> within(project, meetings));
    }

    /** The number of the project that was reached. */
    static Future<Integer> number(WireRequest request, Meetings meetings) {
        var name = request.pathParam(VARIABLE);
        return name.equals(CURRENT)
                ? meetings.ask(new GetProject(
                                String.valueOf(meetings.principal().projectId())))
                        .map(Project::team)
                : Future.succeededFuture(Integer.valueOf(name));
    }

    private static Future<Project> named(String name, Meetings meetings) {
        if (name.equals(CURRENT)) {
            return current(meetings);
        }
        long number = NUMBER.matcher(name).matches() ? Long.parseLong(name) : Long.MAX_VALUE;
        return number > Integer.MAX_VALUE
                ? Future.failedFuture(new Problem.NotFound("project"))
                : meetings.ask(new GetTeam((int) number)).recover(Teams::told);
    }

    private static Future<Project> told(Throwable failure) {
        return Future.failedFuture(
                failure instanceof Problem.Forbidden
                        ? new Problem.Forbidden("You don't have access to the project.")
                        : failure);
    }

    /** The only one of the key, else the person's newest. */
    private static Future<Project> current(Meetings meetings) {
        var limits = meetings.principal().projectIds();
        if (limits != null && limits.size() == 1) {
            return meetings.ask(new GetProject(limits.iterator().next().toString()))
                    .recover(Teams::told);
        }
        return meetings.ask(new ListProjects(false, new Slice.After(null, 1))).map(page -> {
            if (page.items().isEmpty()) {
                throw new Problem.NotFound("project");
            }
            return page.items().getFirst();
        });
    }

    private static Meetings within(Project project, Meetings meetings) {
        var limits = meetings.principal().projectIds();
        if (limits != null && !limits.contains(project.id())) {
            throw new Problem.Forbidden(
                    "API key does not have access to the requested project: ID %d.".formatted(project.team()));
        }
        return meetings.within(project.id());
    }
}
