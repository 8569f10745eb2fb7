package org.meetingsgateway.server.admin;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.meetingsgateway.server.canonical.EntityTags;
import org.meetingsgateway.server.canonical.ListAnswer;
import org.meetingsgateway.server.canonical.Resource;
import org.meetingsgateway.server.store.TenantTable;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Tenants. */
final class TenantEndpoints {
    private static final String LIST = "/v1/admin/tenants";
    private static final String ONE = LIST + "/:tenant_slug";

    private final TenantTable tenants;
    private final Runnable forget;
    private final Resource resource;

    TenantEndpoints(TenantTable tenants, Resource resource, Runnable forget) {
        this.tenants = tenants;
        this.resource = resource;
        this.forget = forget;
    }

    List<Endpoint> endpoints() {
        return List.of(
                resource.endpoint(HttpMethod.GET, LIST, null, (request, body, meetings) -> list(request)),
                resource.endpoint(HttpMethod.POST, LIST, null, (request, body, meetings) -> create(body)),
                resource.endpoint(HttpMethod.GET, ONE, null, (request, body, meetings) -> get(request)),
                resource.endpoint(HttpMethod.PATCH, ONE, null, (request, body, meetings) -> update(request, body)),
                resource.endpoint(HttpMethod.DELETE, ONE, null, (request, body, meetings) -> delete(request)));
    }

    private Future<WireResponse> list(WireRequest request) {
        return tenants.list(ListAnswer.slice(request)).map(page -> ListAnswer.of(request, page, TenantJson::write));
    }

    private Future<WireResponse> create(JsonObject body) {
        return tenants.create(
                        body.getString("slug"),
                        body.getString("name"),
                        body.getString("timezone", "UTC"),
                        body.getInteger("week_start", 1))
                .map(tenant -> Resource.created(
                        LIST + "/" + tenant.slug(), tenant.version(), json -> TenantJson.write(json, tenant)));
    }

    private Future<WireResponse> get(WireRequest request) {
        return tenants.get(request.pathParam("tenant_slug"))
                .map(tenant -> Resource.read(request, tenant.version(), json -> TenantJson.write(json, tenant)));
    }

    private Future<WireResponse> update(WireRequest request, JsonObject body) {
        return tenants.update(
                        request.pathParam("tenant_slug"),
                        EntityTags.ifMatch(request),
                        body.getString("name"),
                        body.getString("timezone"),
                        body.getInteger("week_start"))
                .map(tenant -> Resource.changed(tenant.version(), json -> TenantJson.write(json, tenant)));
    }

    private Future<WireResponse> delete(WireRequest request) {
        return tenants.close(request.pathParam("tenant_slug"), EntityTags.ifMatch(request))
                .compose(id -> {
                    forget.run();
                    return tenants.remove(id);
                })
                .map(done -> Resource.gone());
    }
}
