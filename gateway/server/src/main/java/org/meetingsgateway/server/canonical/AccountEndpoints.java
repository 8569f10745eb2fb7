package org.meetingsgateway.server.canonical;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.meetingsgateway.call.AccountCall.GetAccount;
import org.meetingsgateway.call.AccountCall.UpdateAccount;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** {@code /v1/account}: the caller's own. Every token may read it; administrators change it, as they change people. */
final class AccountEndpoints {
    private static final String OWN = "/v1/account";
    private static final String WRITE = "people:write";

    private final Resource resource;

    AccountEndpoints(Resource resource) {
        this.resource = resource;
    }

    List<Endpoint> endpoints() {
        return List.of(
                resource.endpoint(HttpMethod.GET, OWN, null, this::get).repeated(),
                resource.endpoint(HttpMethod.PATCH, OWN, WRITE, this::update));
    }

    private static String id(Meetings meetings) {
        return meetings.principal().tenantId().toString();
    }

    private Future<WireResponse> get(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new GetAccount(id(meetings)))
                .map(one -> Resource.read(request, one.version(), AccountJson.SHAPE.writer(one)));
    }

    private Future<WireResponse> update(WireRequest request, JsonObject body, Meetings meetings) {
        return meetings.ask(new UpdateAccount(id(meetings), EntityTags.ifMatch(request), AccountJson.changes(body)))
                .map(one -> Resource.changed(one.version(), AccountJson.SHAPE.writer(one)));
    }
}
