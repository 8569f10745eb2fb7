package org.meetingsgateway.server.admin;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Account;
import org.meetingsgateway.server.access.KeyStyle;
import org.meetingsgateway.server.access.KeyStyles;
import org.meetingsgateway.server.access.Secrets;
import org.meetingsgateway.server.canonical.ListAnswer;
import org.meetingsgateway.server.canonical.Resource;
import org.meetingsgateway.server.store.ApiKeyTable;
import org.meetingsgateway.server.store.ApiKeyTable.ApiKey;
import org.meetingsgateway.server.store.TenantTable;
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
    private final KeyStyles styles;
    private final Runnable forget;
    private final Resource resource;

    KeyEndpoints(TenantTable tenants, ApiKeyTable keys, KeyStyles styles, Resource resource, Runnable forget) {
        this.tenants = tenants;
        this.keys = keys;
        this.styles = styles;
        this.resource = resource;
        this.forget = forget;
    }

    List<Endpoint> endpoints() {
        return List.of(
                resource.endpoint(HttpMethod.GET, LIST, null, (request, body, meetings) -> list(request)),
                resource.endpoint(HttpMethod.POST, LIST, null, (request, body, meetings) -> create(request, body)),
                resource.endpoint(HttpMethod.GET, ONE, null, (request, body, meetings) -> get(request)),
                resource.endpoint(HttpMethod.DELETE, ONE, null, (request, body, meetings) -> revoke(request)),
                resource.endpoint(HttpMethod.POST, ROTATE, null, (request, body, meetings) -> rotate(request)));
    }

    private Future<WireResponse> list(WireRequest request) {
        return tenant(request)
                .compose(tenant -> keys.list(tenant.id(), ListAnswer.slice(request)))
                .map(page -> ListAnswer.of(request, page, KeyJson::write));
    }

    private Future<WireResponse> create(WireRequest request, JsonObject body) {
        var input = KeyInput.of(body, styles);
        return tenant(request)
                .compose(tenant -> projects(tenant, input)
                        .compose(known -> keys.create(tenant.id(), input.key(), Secrets.hash(input.secret())))
                        .map(key -> {
                            // Somebody may have tried it before it was imported: that it is unknown is not true any
                            // more.
                            forget.run();
                            return told(201, key, input.secret())
                                    .with("Location", "/v1/admin/tenants/" + tenant.slug() + "/keys/" + key.id());
                        }));
    }

    private Future<Void> projects(Account tenant, KeyInput input) {
        var ids = input.key().projectIds();
        return ids == null ? Future.succeededFuture() : keys.checkProjects(tenant.id(), ids);
    }

    private Future<WireResponse> get(WireRequest request) {
        return found(request).map(key -> WireResponse.json(200, KeyJson.bytes(key)));
    }

    private Future<WireResponse> revoke(WireRequest request) {
        return tenant(request)
                .compose(tenant -> keys.revoke(tenant.id(), request.pathParam("key_id")))
                .map(done -> {
                    forget.run();
                    return Resource.gone();
                });
    }

    private Future<WireResponse> rotate(WireRequest request) {
        return tenant(request)
                .compose(tenant -> keys.get(tenant.id(), request.pathParam("key_id"))
                        .compose(key -> {
                            var style = style(key);
                            var secret = style.newSecret();
                            return keys.rotate(
                                            tenant.id(), key.id().toString(), style.shown(secret), Secrets.hash(secret))
                                    .map(rotated -> {
                                        forget.run();
                                        return told(200, rotated, secret);
                                    });
                        }));
    }

    private KeyStyle style(ApiKey key) {
        return styles.get(key.style())
                .orElseThrow(() -> new Problem.Conflict("Keys of this style are not served any more"));
    }

    private Future<ApiKey> found(WireRequest request) {
        return tenant(request).compose(tenant -> keys.get(tenant.id(), request.pathParam("key_id")));
    }

    private Future<Account> tenant(WireRequest request) {
        return tenants.get(request.pathParam("tenant_slug"));
    }

    private static WireResponse told(int status, ApiKey key, String secret) {
        return WireResponse.json(status, KeyJson.bytes(key, secret)).with("Cache-Control", "no-store");
    }
}
