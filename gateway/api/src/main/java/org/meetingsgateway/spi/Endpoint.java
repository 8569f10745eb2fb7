package org.meetingsgateway.spi;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/**
 * One URL of a surface.
 *
 * @param path the style's own path with {@code :name} for variables; a {@code GET} is served for {@code HEAD} too
 * @param scope the scope that a credential needs, in the style's words; null where any credential will do
 * @param access whether a credential is needed at all
 * @param query the query parameters that it knows
 * @param limit the limit that its requests count against; null: that of its surface
 * @param repeatable whether an answer may be given again until something of the tenant changes: it depends on rows of the
 *     tenant that move its version, the principal, path, query, {@code Accept} and the caller's day, and on nothing else
 */
public record Endpoint(
        HttpMethod method,
        String path,
        Access access,
        @Nullable String scope,
        Set<String> query,
        @Nullable String limit,
        boolean repeatable,
        Serve serve) {
    public Endpoint {
        query = Set.copyOf(query);
    }

    /** One whose requests count against the limit of its surface. */
    public Endpoint(
            HttpMethod method, String path, Access access, @Nullable String scope, Set<String> query, Serve serve) {
        this(method, path, access, scope, query, null, false, serve);
    }

    /** Whether a credential is needed. */
    public enum Access {
        CREDENTIAL,
        ANYONE
    }

    /** Answers one request. What it throws, or fails with, becomes an answer in the surface's envelope. */
    @FunctionalInterface
    public interface Serve {
        Future<WireResponse> serve(WireRequest request, Meetings meetings);
    }

    public static Endpoint get(String path, @Nullable String scope, Set<String> query, Serve serve) {
        return new Endpoint(HttpMethod.GET, path, Access.CREDENTIAL, scope, query, serve);
    }

    public static Endpoint of(HttpMethod method, String path, @Nullable String scope, Serve serve) {
        return new Endpoint(method, path, Access.CREDENTIAL, scope, Set.of(), serve);
    }

    /** The same, with requests that count against a limit of their own. */
    public Endpoint limited(String name) {
        return new Endpoint(method, path, access, scope, query, name, repeatable, serve);
    }

    /** The same, a read whose answers may be given again until something of the tenant changes. */
    public Endpoint repeated() {
        return new Endpoint(method, path, access, scope, query, limit, true, serve);
    }
}
