package org.meetingsgateway.server.access;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireResponse;

/** {@code /.well-known/jwks.json}: the keys that our tokens are signed with, for anyone who wants to verify them. */
public final class JwksEndpoint {
    private JwksEndpoint() {}

    /** {@code keys}: null where tokens are signed elsewhere; the answer is then 404. */
    public static Endpoint of(@Nullable Supplier<Future<JsonObject>> keys) {
        return new Endpoint(
                HttpMethod.GET,
                "/.well-known/jwks.json",
                Endpoint.Access.ANYONE,
                null,
                Set.of(),
                (request, meetings) -> keys == null
                        ? Future.failedFuture(new Problem.NotFound("resource"))
                        : keys.get()
                                .map(jwks -> WireResponse.json(200, jwks.toBuffer())
                                        .with("Cache-Control", "public, max-age=300")));
    }
}
