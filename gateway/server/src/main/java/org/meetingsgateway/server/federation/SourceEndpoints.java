package org.meetingsgateway.server.federation;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.server.canonical.ListAnswer;
import org.meetingsgateway.server.canonical.Resource;
import org.meetingsgateway.server.contract.RequestContract;
import org.meetingsgateway.server.store.Connection;
import org.meetingsgateway.server.store.ConnectionTable;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** {@code /v1/sources}: where meetings come from, as far as who reads them may know. */
public final class SourceEndpoints {
    private static final String LIST = "/v1/sources";
    private static final String ONE = LIST + "/:source_id";
    private static final String READ = "sources:read";

    private final Resource resource;
    private final ConnectionTable connections;
    private final Upstreams upstreams;
    private final Clock clock;

    /** @param contract the canonical one */
    public SourceEndpoints(RequestContract contract, ConnectionTable connections, Upstreams upstreams, Clock clock) {
        this.resource = new Resource(contract);
        this.connections = connections;
        this.upstreams = upstreams;
        this.clock = clock;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                resource.endpoint(
                        HttpMethod.GET, LIST, READ, (request, body, meetings) -> list(request, meetings.principal())),
                resource.endpoint(
                        HttpMethod.GET, ONE, READ, (request, body, meetings) -> get(request, meetings.principal())));
    }

    private Future<WireResponse> list(WireRequest request, Principal principal) {
        return connections
                .list(principal.tenantId(), ListAnswer.slice(request))
                .map(page -> ListAnswer.of(request, page, this::write));
    }

    private Future<WireResponse> get(WireRequest request, Principal principal) {
        return connections
                .get(principal.tenantId(), request.pathParam("source_id"))
                .map(connection -> WireResponse.json(200, Json.bytes(json -> write(json, connection))));
    }

    private void write(JsonGenerator json, Connection connection) throws IOException {
        var writes = upstreams.writes(connection.style());
        var lag = connection.lag(clock.instant());
        json.writeStartObject();
        json.writeStringField("id", connection.id().toString());
        json.writeStringField("style", connection.style());
        json.writeStringField("name", connection.name());
        json.writeStringField("state", connection.state().code());
        json.writeBooleanField("read_only", writes.isEmpty());
        json.writeArrayFieldStart("writes");
        for (var write : writes) {
            json.writeString(write);
        }
        json.writeEndArray();
        if (lag == null) {
            json.writeNullField("lag_seconds");
        } else {
            json.writeNumberField("lag_seconds", lag.toSeconds());
        }
        Json.string(json, "last_success_at", connection.lastSuccessAt());
        json.writeEndObject();
    }
}
