package org.meetingsgateway.server.admin;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;
import org.meetingsgateway.server.access.KeyStyle;
import org.meetingsgateway.server.access.Secrets;
import org.meetingsgateway.server.contract.OperationContract;
import org.meetingsgateway.server.contract.RequestContract;
import org.meetingsgateway.server.store.ApiKeyTable;
import org.meetingsgateway.server.store.ApiKeyTable.ApiKey;
import org.meetingsgateway.server.store.TenantTable;
import org.meetingsgateway.server.store.TenantTable.Tenant;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/** Keys of a tenant: issue, import, rotate, revoke. A secret is told once, and only its hash is kept. */
final class KeyEndpoints {
    private static final String LIST = "/v1/admin/tenants/:tenant_slug/keys";
    private static final String ONE = LIST + "/:key_id";
    private static final String ROTATE = ONE + "/rotate";

    private final TenantTable tenants;
    private final ApiKeyTable keys;
    private final Runnable forget;
    private final OperationContract list;
    private final OperationContract create;

    KeyEndpoints(TenantTable tenants, ApiKeyTable keys, RequestContract contract, Runnable forget) {
        this.tenants = tenants;
        this.keys = keys;
        this.forget = forget;
        this.list = contract.operation(HttpMethod.GET, LIST);
        this.create = contract.operation(HttpMethod.POST, LIST);
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(LIST, null, list.query(), (request, meetings) -> list(request)),
                Endpoint.of(HttpMethod.POST, LIST, null, (request, meetings) -> create(request)),
                Endpoint.get(ONE, null, Set.of(), (request, meetings) -> get(request)),
                Endpoint.of(HttpMethod.DELETE, ONE, null, (request, meetings) -> revoke(request)),
                Endpoint.of(HttpMethod.POST, ROTATE, null, (request, meetings) -> rotate(request)));
    }

    private Future<WireResponse> list(WireRequest request) {
        list.check(request);
        var slice = Listing.slice(request);
        return tenant(request)
                .compose(tenant -> keys.list(tenant.id(), slice))
                .map(page -> Listing.of(request, page, KeyJson::write));
    }

    private Future<WireResponse> create(WireRequest request) {
        var input = KeyInput.of(create.check(request));
        return tenant(request)
                .compose(tenant -> projects(tenant, input).compose(known -> {
                    // What was a stranger's secret a moment ago may be remembered as one.
                    return keys.create(tenant.id(), input.key(), Secrets.hash(input.secret()))
                            .map(key -> told(201, key, input.secret())
                                    .with("Location", "/v1/admin/tenants/" + tenant.slug() + "/keys/" + key.id()))
                            .onSuccess(done -> forget.run());
                }));
    }

    private Future<Void> projects(Tenant tenant, KeyInput input) {
        var ids = input.key().projectIds();
        return ids == null ? Future.succeededFuture() : keys.checkProjects(tenant.id(), ids);
    }

    private Future<WireResponse> get(WireRequest request) {
        return found(request).map(key -> json(200, KeyJson.bytes(key)));
    }

    private Future<WireResponse> revoke(WireRequest request) {
        return tenant(request)
                .compose(tenant -> keys.revoke(tenant.id(), request.pathParam("key_id")))
                .map(done -> {
                    forget.run();
                    return WireResponse.empty(204);
                });
    }

    private Future<WireResponse> rotate(WireRequest request) {
        return tenant(request)
                .compose(tenant -> keys.get(tenant.id(), request.pathParam("key_id"))
                        .compose(key -> {
                            var style = KeyStyle.of(key.style()).orElseThrow();
                            var secret = style.newSecret();
                            return keys.rotate(
                                            tenant.id(), key.id().toString(), style.shown(secret), Secrets.hash(secret))
                                    .map(rotated -> {
                                        forget.run();
                                        return told(200, rotated, secret);
                                    });
                        }));
    }

    private Future<ApiKey> found(WireRequest request) {
        return tenant(request).compose(tenant -> keys.get(tenant.id(), request.pathParam("key_id")));
    }

    private Future<Tenant> tenant(WireRequest request) {
        return tenants.get(request.pathParam("tenant_slug"));
    }

    private static WireResponse told(int status, ApiKey key, String secret) {
        return json(status, KeyJson.bytes(key, secret)).with("Cache-Control", "no-store");
    }

    private static WireResponse json(int status, Buffer body) {
        return WireResponse.json(status, body);
    }
}
