package org.meetingsgateway.server.admin;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;
import org.meetingsgateway.server.contract.OperationContract;
import org.meetingsgateway.server.contract.RequestContract;
import org.meetingsgateway.server.store.TenantTable;
import org.meetingsgateway.server.store.TenantTable.Tenant;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Tenants. */
final class TenantEndpoints {
    private static final String LIST = "/v1/admin/tenants";
    private static final String ONE = LIST + "/:tenant_slug";

    private final TenantTable tenants;
    private final Runnable forget;
    private final OperationContract list;
    private final OperationContract create;
    private final OperationContract update;

    TenantEndpoints(TenantTable tenants, RequestContract contract, Runnable forget) {
        this.tenants = tenants;
        this.forget = forget;
        this.list = contract.operation(HttpMethod.GET, LIST);
        this.create = contract.operation(HttpMethod.POST, LIST);
        this.update = contract.operation(HttpMethod.PATCH, ONE);
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(LIST, null, list.query(), (request, meetings) -> list(request)),
                Endpoint.of(HttpMethod.POST, LIST, null, (request, meetings) -> create(request)),
                Endpoint.get(ONE, null, Set.of(), (request, meetings) -> get(request)),
                Endpoint.of(HttpMethod.PATCH, ONE, null, (request, meetings) -> update(request)),
                Endpoint.of(HttpMethod.DELETE, ONE, null, (request, meetings) -> delete(request)));
    }

    private Future<WireResponse> list(WireRequest request) {
        list.check(request);
        return tenants.list(Listing.slice(request)).map(page -> Listing.of(request, page, TenantJson::write));
    }

    private Future<WireResponse> create(WireRequest request) {
        var body = create.check(request);
        return tenants.create(
                        body.getString("slug"),
                        body.getString("name"),
                        body.getString("timezone", "UTC"),
                        body.getInteger("week_start", 1))
                .map(tenant -> one(201, tenant).with("Location", LIST + "/" + tenant.slug()));
    }

    private Future<WireResponse> get(WireRequest request) {
        return tenants.get(request.pathParam("tenant_slug"))
                .map(tenant -> EntityTags.unlessKnown(request, one(200, tenant)));
    }

    private Future<WireResponse> update(WireRequest request) {
        var body = update.check(request);
        return tenants.update(
                        request.pathParam("tenant_slug"),
                        EntityTags.ifMatch(request),
                        body.getString("name"),
                        body.getString("timezone"),
                        body.getInteger("week_start"))
                .map(tenant -> one(200, tenant));
    }

    private Future<WireResponse> delete(WireRequest request) {
        return tenants.delete(request.pathParam("tenant_slug"), EntityTags.ifMatch(request))
                .map(done -> {
                    forget.run();
                    return WireResponse.empty(204);
                });
    }

    private static WireResponse one(int status, Tenant tenant) {
        return WireResponse.json(status, TenantJson.bytes(tenant)).with("ETag", EntityTags.of(tenant.version()));
    }
}
