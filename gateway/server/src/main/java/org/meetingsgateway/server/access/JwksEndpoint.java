package org.meetingsgateway.server.access;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.spi.Endpoint;
import org.meetingsgateway.wire.WireResponse;

/** {@code /.well-known/jwks.json}: the keys that our tokens are signed with, for anyone who wants to verify them. */
public final class JwksEndpoint {
    private JwksEndpoint() {}

    /** {@code keys}: null where tokens are signed elsewhere; the answer is then 404. */
    public static Endpoint of(@Nullable JsonObject keys) {
        Buffer body = keys == null ? null : keys.toBuffer();
        return new Endpoint(
                HttpMethod.GET,
                "/.well-known/jwks.json",
                Endpoint.Access.ANYONE,
                null,
                Set.of(),
                (request, meetings) -> body == null
                        ? Future.failedFuture(new Problem.NotFound("resource"))
                        : Future.succeededFuture(
                                WireResponse.json(200, body).with("Cache-Control", "public, max-age=300")));
    }
}
