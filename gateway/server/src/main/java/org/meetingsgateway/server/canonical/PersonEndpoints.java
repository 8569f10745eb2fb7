package org.meetingsgateway.server.canonical;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.PersonCall.CreatePerson;
import org.meetingsgateway.call.PersonCall.DeletePerson;
import org.meetingsgateway.call.PersonCall.GetPerson;
import org.meetingsgateway.call.PersonCall.ListPeople;
import org.meetingsgateway.call.PersonCall.UpdatePerson;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** {@code /v1/people}. */
final class PersonEndpoints {
    private static final String ALL = "/v1/people";
    private static final String ONE = ALL + "/:person_id";
    private static final String READ = "people:read";
    private static final String WRITE = "people:write";

    private final Resource resource;

    PersonEndpoints(Resource resource) {
        this.resource = resource;
    }

    List<Endpoint> endpoints() {
        return List.of(
                resource.endpoint(HttpMethod.GET, ALL, READ, this::list).repeated(),
                resource.endpoint(HttpMethod.POST, ALL, WRITE, this::create),
                resource.endpoint(HttpMethod.GET, ONE, READ, this::get).repeated(),
                resource.endpoint(HttpMethod.PATCH, ONE, WRITE, this::update),
                resource.endpoint(HttpMethod.DELETE, ONE, WRITE, this::delete));
    }

    private static String id(WireRequest request) {
        return request.pathParam("person_id");
    }

    private Future<WireResponse> list(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new ListPeople(ListAnswer.slice(request)))
                .map(page -> ListAnswer.of(request, page, PersonJson.SHAPE::write));
    }

    private Future<WireResponse> create(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new CreatePerson(PersonJson.changes(body)))
                .map(one -> Resource.created(ALL + "/" + one.id(), one.version(), PersonJson.SHAPE.writer(one)));
    }

    private Future<WireResponse> get(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new GetPerson(id(request)))
                .map(one -> Resource.read(request, one.version(), PersonJson.SHAPE.writer(one)));
    }

    private Future<WireResponse> update(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new UpdatePerson(id(request), EntityTags.ifMatch(request), PersonJson.changes(body)))
                .map(one -> Resource.changed(one.version(), PersonJson.SHAPE.writer(one)));
    }

    private Future<WireResponse> delete(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new DeletePerson(id(request), EntityTags.ifMatch(request)))
                .map(gone -> Resource.gone());
    }
}
