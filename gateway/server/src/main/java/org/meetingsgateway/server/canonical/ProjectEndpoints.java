package org.meetingsgateway.server.canonical;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.PersonCall.GetPerson;
import org.meetingsgateway.call.ProjectCall.AddMember;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.call.ProjectCall.DeleteProject;
import org.meetingsgateway.call.ProjectCall.GetProject;
import org.meetingsgateway.call.ProjectCall.ListProjects;
import org.meetingsgateway.call.ProjectCall.RemoveMember;
import org.meetingsgateway.call.ProjectCall.UpdateProject;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** {@code /v1/projects}. */
final class ProjectEndpoints {
    private static final String ALL = "/v1/projects";
    private static final String ONE = ALL + "/:project_id";
    private static final String MEMBERS = ONE + "/members";
    private static final String MEMBER = MEMBERS + "/:person_id";
    private static final String READ = "projects:read";
    private static final String WRITE = "projects:write";

    private final Resource resource;

    ProjectEndpoints(Resource resource) {
        this.resource = resource;
    }

    List<Endpoint> endpoints() {
        return List.of(
                resource.endpoint(HttpMethod.GET, ALL, READ, this::list).repeated(),
                resource.endpoint(HttpMethod.POST, ALL, WRITE, this::create),
                resource.endpoint(HttpMethod.GET, ONE, READ, this::get).repeated(),
                resource.endpoint(HttpMethod.PATCH, ONE, WRITE, this::update),
                resource.endpoint(HttpMethod.DELETE, ONE, WRITE, this::delete),
                resource.endpoint(HttpMethod.POST, MEMBERS, WRITE, this::addMember),
                resource.endpoint(HttpMethod.DELETE, MEMBER, WRITE, this::removeMember));
    }

    private static String id(WireRequest request) {
        return request.pathParam("project_id");
    }

    private Future<WireResponse> list(WireRequest request, JsonObject body, Meetings meetings) {
        var archived = request.params().string("archived");
        return meetings.ask(new ListProjects(
                        archived == null ? null : Boolean.valueOf(archived), ListAnswer.slice(request)))
                .map(page -> ListAnswer.of(request, page, ProjectJson.SHAPE::write));
    }

    private Future<WireResponse> create(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new CreateProject(ProjectJson.changes(body)))
                .map(one -> Resource.created(ALL + "/" + one.id(), one.version(), ProjectJson.SHAPE.writer(one)));
    }

    private Future<WireResponse> get(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new GetProject(id(request)))
                .map(one -> Resource.read(request, one.version(), ProjectJson.SHAPE.writer(one)));
    }

    private Future<WireResponse> update(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new UpdateProject(id(request), EntityTags.ifMatch(request), ProjectJson.changes(body)))
                .map(one -> Resource.changed(one.version(), ProjectJson.SHAPE.writer(one)));
    }

    private Future<WireResponse> delete(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new DeleteProject(id(request), EntityTags.ifMatch(request)))
                .map(gone -> Resource.gone());
    }

    private Future<WireResponse> addMember(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new AddMember(id(request), UUID.fromString(body.getString("person_id"))))
                .map(one -> Resource.changed(one.version(), ProjectJson.SHAPE.writer(one)));
    }

    /** A path names a person by id or alias. */
    private Future<WireResponse> removeMember(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new GetPerson(request.pathParam("person_id")))
                .compose(person -> meetings.ask(new RemoveMember(id(request), person.id())))
                .map(project -> Resource.gone());
    }
}
