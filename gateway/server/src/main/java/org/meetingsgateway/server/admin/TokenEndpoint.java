package org.meetingsgateway.server.admin;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.server.access.Scopes;
import org.meetingsgateway.server.access.TokenIssuer;
import org.meetingsgateway.server.access.TokenIssuer.IssuedToken;
import org.meetingsgateway.server.canonical.Resource;
import org.meetingsgateway.server.store.TenantTable;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireResponse;

/** Tokens of the canonical API, signed by the gateway itself. */
final class TokenEndpoint {
    private static final String PATH = "/v1/admin/tokens";
    private static final long LIFETIME = 3600;

    private final TenantTable tenants;
    private final Resource resource;
    private final @Nullable TokenIssuer issuer;

    TokenEndpoint(TenantTable tenants, Resource resource, @Nullable TokenIssuer issuer) {
        this.tenants = tenants;
        this.resource = resource;
        this.issuer = issuer;
    }

    Endpoint endpoint() {
        return resource.endpoint(HttpMethod.POST, PATH, null, (request, body, meetings) -> create(body));
    }

    private Future<WireResponse> create(JsonObject body) {
        if (issuer == null) {
            throw new Problem.Conflict("Canonical tokens are signed elsewhere");
        }
        var tenant = body.getString("tenant");
        var person = UUID.fromString(body.getString("person_id"));
        var lifetime = Duration.ofSeconds(body.getLong("ttl_seconds", LIFETIME));
        var scopes = scopes(body.getJsonArray("scopes"));
        return tenants.tenantOfMember(tenant, person)
                .compose(found -> found.isPresent() ? Future.succeededFuture() : notFound(tenant))
                .compose(found -> issuer.issue(tenant, person, scopes, lifetime))
                .map(TokenEndpoint::told);
    }

    private static Collection<String> scopes(@Nullable JsonArray given) {
        return given == null
                ? Scopes.CANONICAL
                : given.stream().map(String.class::cast).toList();
    }

    /** Which of the two it is that does not exist. */
    private Future<Void> notFound(String slug) {
        return tenants.get(slug)
                .recover(failure -> failure instanceof Problem.NotFound
                        ? Future.failedFuture(missing("/tenant", "tenant"))
                        : Future.failedFuture(failure))
                .compose(tenant -> Future.failedFuture(missing("/person_id", "person")));
    }

    private static Problem missing(String pointer, String what) {
        return new Problem.Invalid(Violation.In.BODY, pointer, "not_found", "No such " + what);
    }

    private static WireResponse told(IssuedToken issued) {
        return WireResponse.json(200, Json.bytes(json -> {
                    json.writeStartObject();
                    json.writeStringField("token", issued.token());
                    json.writeStringField("token_type", "Bearer");
                    json.writeStringField("expires_at", issued.expiresAt().toString());
                    json.writeEndObject();
                }))
                .with("Cache-Control", "no-store");
    }
}
