package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.call.ProjectCall.GetProject;
import org.meetingsgateway.call.ProjectCall.ListProjects;
import org.meetingsgateway.call.ProjectCall.UpdateProject;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** The workspaces that the key's person belongs to. */
final class Workspaces {
    static final String PATH = MinuteBaseSurface.API + "/workspaces";
    static final String ONE = PATH + "/:workspace";

    private static final String STATUS = "status";

    private Workspaces() {}

    static List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(PATH, null, Set.of(STATUS, "page", "per_page"), Workspaces::list)
                        .repeated(),
                Endpoint.of(HttpMethod.POST, PATH, null, Workspaces::create),
                Endpoint.get(ONE, null, Set.of(), Workspaces::one).repeated(),
                Endpoint.of(HttpMethod.PUT, ONE, null, Workspaces::update));
    }

    private static Future<WireResponse> list(WireRequest request, Meetings meetings) {
        var slice = Paging.of(request);
        var archived = "archived".equals(request.query().get(STATUS));
        return meetings.ask(new ListProjects(archived, slice))
                .map(page -> Paging.answer(page, slice, WorkspaceJson::workspace));
    }

    private static Future<WireResponse> one(WireRequest request, Meetings meetings) {
        return meetings.ask(new GetProject(request.pathParam("workspace"))).map(Workspaces::answer);
    }

    private static Future<WireResponse> create(WireRequest request, Meetings meetings) {
        var body = Body.of(request);
        var project = WorkspaceJson.readNew(body, meetings.principal().personId());
        return body.isRejected()
                ? Future.succeededFuture(WorkspaceJson.rejected(body, null))
                : meetings.ask(new CreateProject(project)).map(created -> body.told(answer(created)));
    }

    private static Future<WireResponse> update(WireRequest request, Meetings meetings) {
        var body = Body.of(request);
        var id = request.pathParam("workspace");
        var changes = WorkspaceJson.read(body);
        return body.isRejected()
                ? meetings.ask(new GetProject(id)).map(stored -> WorkspaceJson.rejected(body, stored))
                : meetings.ask(new UpdateProject(id, null, changes)).map(changed -> body.told(answer(changed)));
    }

    static WireResponse answer(Project project) {
        return WireResponse.json(200, Json.bytes(json -> WorkspaceJson.workspace(json, project)));
    }
}
