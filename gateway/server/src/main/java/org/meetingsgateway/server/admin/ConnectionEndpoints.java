package org.meetingsgateway.server.admin;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.meetingsgateway.model.Account;
import org.meetingsgateway.server.canonical.EntityTags;
import org.meetingsgateway.server.canonical.ListAnswer;
import org.meetingsgateway.server.canonical.Resource;
import org.meetingsgateway.server.store.Connection;
import org.meetingsgateway.server.store.ConnectionActions.Decision;
import org.meetingsgateway.server.store.ConnectionTable.ConnectionPatch;
import org.meetingsgateway.server.store.ConnectionTable.NewConnection;
import org.meetingsgateway.server.store.TenantTable;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Connections of a tenant. A credential comes in and never goes out. */
final class ConnectionEndpoints {
    private static final String LIST = "/v1/admin/tenants/:tenant_slug/connections";
    private static final String ONE = LIST + "/:connection_id";

    private final TenantTable tenants;
    private final ConnectionAdmin connections;
    private final ConnectionInput input;
    private final Resource resource;

    ConnectionEndpoints(TenantTable tenants, ConnectionAdmin connections, Resource resource) {
        this.tenants = tenants;
        this.connections = connections;
        this.input = new ConnectionInput(connections.upstreams(), connections.policy());
        this.resource = resource;
    }

    /** Has a connection do something. */
    @FunctionalInterface
    private interface Action {
        Future<Void> on(UUID tenantId, String id);
    }

    List<Endpoint> endpoints() {
        var actions = connections.actions();
        return List.of(
                resource.endpoint(HttpMethod.GET, LIST, null, (request, body, meetings) -> list(request)),
                resource.endpoint(HttpMethod.POST, LIST, null, (request, body, meetings) -> create(request, body)),
                resource.endpoint(HttpMethod.GET, ONE, null, (request, body, meetings) -> get(request)),
                resource.endpoint(HttpMethod.PATCH, ONE, null, (request, body, meetings) -> update(request, body)),
                resource.endpoint(HttpMethod.DELETE, ONE, null, (request, body, meetings) -> delete(request)),
                resource.endpoint(
                        HttpMethod.GET,
                        ONE + "/completeness",
                        null,
                        (request, body, meetings) -> completeness(request)),
                action("pause", actions::pause),
                action("resume", actions::resume),
                action("resync", actions::resync),
                action("accept-deletions", (tenantId, id) -> actions.decide(tenantId, id, Decision.DELETE)),
                action("reject-deletions", (tenantId, id) -> actions.decide(tenantId, id, Decision.KEEP)));
    }

    private Endpoint action(String name, Action action) {
        return resource.endpoint(
                HttpMethod.POST,
                ONE + "/" + name,
                null,
                (request, body, meetings) -> tenant(request)
                        .compose(tenant -> action.on(tenant.id(), id(request))
                                .compose(done -> connections.table().get(tenant.id(), id(request)))
                                .compose(connection -> known(tenant, connection))
                                .map(ConnectionEndpoints::answer)));
    }

    private Future<WireResponse> list(WireRequest request) {
        var at = connections.clock().instant();
        return tenant(request)
                .compose(tenant -> connections.table().list(tenant.id(), ListAnswer.slice(request)))
                .map(page -> ListAnswer.of(
                        request,
                        page,
                        (json, each) -> ConnectionJson.write(
                                json, each, connections.upstreams().quota(each.style()), at)));
    }

    private Future<WireResponse> create(WireRequest request, JsonObject body) {
        var made = input.create(body);
        var connection = new NewConnection(
                made.style(),
                made.name(),
                made.baseUrl(),
                made.account().account(),
                made.account().project(),
                made.projectId(),
                made.ownerId(),
                made.pollSeconds(),
                made.quota());
        return tenant(request)
                .compose(tenant -> connections
                        .table()
                        .create(
                                tenant.id(),
                                connection,
                                id -> connections
                                        .credentials()
                                        .seal(tenant.id(), id, made.account().credential()))
                        .compose(created -> known(tenant, created))
                        .map(known -> Resource.created(
                                "/v1/admin/tenants/" + tenant.slug() + "/connections/"
                                        + known.connection().id(),
                                known.connection().version(),
                                json -> ConnectionJson.write(json, known))));
    }

    private Future<WireResponse> get(WireRequest request) {
        return tenant(request)
                .compose(tenant -> connections
                        .table()
                        .get(tenant.id(), id(request))
                        .compose(connection -> known(tenant, connection)))
                .map(ConnectionEndpoints::answer);
    }

    private Future<WireResponse> update(WireRequest request, JsonObject body) {
        var expected = EntityTags.ifMatch(request);
        return tenant(request)
                .compose(tenant -> connections
                        .table()
                        .get(tenant.id(), id(request))
                        .compose(seen -> connections
                                .table()
                                .update(tenant.id(), id(request), expected, patch(tenant, seen, body)))
                        .compose(changed -> known(tenant, changed)))
                .map(ConnectionEndpoints::answer);
    }

    private ConnectionPatch patch(Account tenant, Connection seen, JsonObject body) {
        var moved = input.patch(body, seen);
        var credential = moved.credential();
        return new ConnectionPatch(
                body.getString("name"),
                seen.baseUrl().equals(moved.baseUrl()) ? null : moved.baseUrl(),
                credential == null ? null : connections.credentials().seal(tenant.id(), seen.id(), credential),
                body.getInteger("poll_seconds"),
                body.containsKey("quota"),
                ConnectionInput.quota(body));
    }

    private Future<WireResponse> delete(WireRequest request) {
        boolean keep = !"delete".equals(request.query().get("meetings"));
        return tenant(request)
                .compose(tenant -> connections
                        .removal()
                        .remove(tenant.id(), id(request), EntityTags.ifMatch(request), keep)
                        .onSuccess(done -> connections.removed().accept(tenant.id(), UUID.fromString(id(request)))))
                .map(done -> Resource.gone());
    }

    private Future<WireResponse> completeness(WireRequest request) {
        return tenant(request)
                .compose(tenant -> connections
                        .table()
                        .get(tenant.id(), id(request))
                        .compose(connection -> connections.reports().completeness(tenant.id(), connection.id())))
                .map(days -> WireResponse.json(200, Json.bytes(json -> ConnectionJson.write(json, days))));
    }

    private Future<ConnectionJson.Known> known(Account tenant, Connection connection) {
        var reports = connections.reports();
        return reports.issues(tenant.id(), connection.id())
                .compose(issues -> reports.drift(tenant.id(), connection.id())
                        .map(drift -> new ConnectionJson.Known(
                                connection,
                                issues,
                                drift,
                                connections.upstreams().quota(connection.style()),
                                connections.clock().instant())));
    }

    /** Its tag is for writers: what is read with it changes without them. */
    private static WireResponse answer(ConnectionJson.Known known) {
        return Resource.changed(known.connection().version(), json -> ConnectionJson.write(json, known));
    }

    private Future<Account> tenant(WireRequest request) {
        return tenants.get(request.pathParam("tenant_slug"));
    }

    private static String id(WireRequest request) {
        return request.pathParam("connection_id");
    }
}
