package org.meetingsgateway.server.admin;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.model.Account;
import org.meetingsgateway.server.access.AdminToken;
import org.meetingsgateway.server.store.TenantTable;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.spi.Surface;
import org.meetingsgateway.wire.WireResponse;

/**
 * People and projects of a tenant: the canonical endpoints as they are, for the operator acting for the tenant that the
 * path names. So both surfaces have the same shapes, checks and preconditions by construction.
 */
final class TenantResources {
    private static final String CANONICAL = "/v1/";
    private static final String TENANT = "/v1/admin/tenants/";

    private final TenantTable tenants;
    private final Runnable forget;

    TenantResources(TenantTable tenants, Runnable forget) {
        this.tenants = tenants;
        this.forget = forget;
    }

    List<Endpoint> of(Surface canonical) {
        return canonical.endpoints().stream()
                .filter(endpoint -> endpoint.path().matches("/v1/(people|projects)(/.*)?"))
                .map(this::ofTenant)
                .toList();
    }

    private Endpoint ofTenant(Endpoint endpoint) {
        return new Endpoint(
                endpoint.method(),
                TENANT + ":tenant_slug/" + endpoint.path().substring(CANONICAL.length()),
                Endpoint.Access.CREDENTIAL,
                null,
                endpoint.query(),
                (request, meetings) -> tenants.get(request.pathParam("tenant_slug"))
                        .compose(tenant -> endpoint.serve()
                                .serve(
                                        request,
                                        new Meetings(meetings.source(), AdminToken.of(tenant.id(), tenant.slug())))
                                .map(response -> located(response, tenant)))
                        .onSuccess(response -> {
                            if (endpoint.method().equals(HttpMethod.DELETE)) {
                                forget.run();
                            }
                        }));
    }

    /** What was created is to be found where it was created. */
    private static WireResponse located(WireResponse response, Account tenant) {
        var location = response.headers().get("Location");
        return location == null || !location.startsWith(CANONICAL)
                ? response
                : response.with("Location", TENANT + tenant.slug() + "/" + location.substring(CANONICAL.length()));
    }
}
