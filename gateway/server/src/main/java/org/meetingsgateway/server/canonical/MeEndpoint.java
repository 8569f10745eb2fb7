package org.meetingsgateway.server.canonical;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.PersonCall.GetPerson;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** {@code GET /v1/me}: who is calling. */
final class MeEndpoint {
    private record Me(Principal principal, @Nullable Person person) {}

    private static final Shape<Me> SHAPE = Shape.of(
            Member.text("tenant", me -> me.principal().tenant()),
            Member.object("person", Me::person, PersonJson.SHAPE),
            Member.texts(
                    "scopes", me -> me.principal().scopes().stream().sorted().toList()),
            Member.text("surface", me -> CanonicalSurface.NAME));

    private final Resource resource;

    MeEndpoint(Resource resource) {
        this.resource = resource;
    }

    Endpoint endpoint() {
        return resource.endpoint(HttpMethod.GET, "/v1/me", null, MeEndpoint::me).repeated();
    }

    private static Future<WireResponse> me(WireRequest request, JsonObject body, Meetings meetings) {
        var principal = meetings.principal();
        var person = principal.personId();
        return (person == null
                        ? Future.<@Nullable Person>succeededFuture(null)
                        : meetings.ask(new GetPerson(person.toString())))
                .map(known -> answer(principal, known))
                .recover(failure -> Future.failedFuture(failure instanceof Problem.NotFound ? gone() : failure));
    }

    /** A token of somebody who is gone is no longer good. */
    private static Problem gone() {
        return new Problem.Unauthenticated(Problem.Unauthenticated.Reason.INVALID);
    }

    private static WireResponse answer(Principal principal, @Nullable Person person) {
        return WireResponse.json(200, SHAPE.bytes(new Me(principal, person)));
    }
}
