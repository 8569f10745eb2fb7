package org.meetingsgateway.server.admin;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.server.access.KeyStyles;
import org.meetingsgateway.server.access.TokenIssuer;
import org.meetingsgateway.server.canonical.Resource;
import org.meetingsgateway.server.contract.RequestContract;
import org.meetingsgateway.server.store.ApiKeyTable;
import org.meetingsgateway.server.store.TenantTable;
import org.meetingsgateway.spi.Address;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.spi.Surface;
import org.meetingsgateway.wire.RateStatus;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/**
 * {@code /v1/admin} as a surface. Credentials, problems and rate headers are those of the canonical one. An
 * {@code Idempotency-Key} has no effect here, because its record belongs to a tenant and the operator to none: what must
 * not happen twice is kept from it by its slug or its secret.
 */
public final class AdminSurface implements Surface {
    private final Surface canonical;
    private final List<Endpoint> endpoints;

    private AdminSurface(Surface canonical, List<Endpoint> endpoints) {
        this.canonical = canonical;
        this.endpoints = endpoints;
    }

    /**
     * @param canonical whose people and projects are served here for any tenant
     * @param contract the canonical one
     * @param styles that keys can be made of
     * @param forget called when keys, people or tenants are gone, so that nobody who was known goes on being known
     * @param issuer null where tokens are signed elsewhere
     */
    public static AdminSurface of(
            Surface canonical,
            RequestContract contract,
            TenantTable tenants,
            ApiKeyTable keys,
            KeyStyles styles,
            ConnectionAdmin connections,
            Runnable forget,
            @Nullable TokenIssuer issuer) {
        var resource = new Resource(contract);
        var endpoints = Stream.of(
                        new TenantEndpoints(tenants, resource, forget).endpoints(),
                        new TenantResources(tenants, forget).of(canonical),
                        new KeyEndpoints(tenants, keys, styles, resource, forget).endpoints(),
                        new ConnectionEndpoints(tenants, connections, resource).endpoints(),
                        List.of(new TokenEndpoint(tenants, resource, issuer).endpoint()))
                .flatMap(List::stream)
                .toList();
        return new AdminSurface(canonical, endpoints);
    }

    @Override
    public String name() {
        return "admin";
    }

    @Override
    public Address address() {
        return new Address(Set.of(), "", Set.of("/v1/admin"));
    }

    @Override
    public @Nullable String credential(WireRequest request) {
        return canonical.credential(request);
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    @Override
    public Principal.View view() {
        return Principal.View.TENANT;
    }

    @Override
    public boolean refusesUnknownParameters() {
        return true;
    }

    @Override
    public WireResponse render(Problem problem, WireRequest request) {
        return canonical.render(problem, request);
    }

    @Override
    public void rateHeaders(RateStatus status, MultiMap headers) {
        canonical.rateHeaders(status, headers);
    }
}
