package org.meetingsgateway.server.access;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Unauthenticated.Reason;

/** The operator's token. Compared by hash in constant time, so that answers tell nothing about it by their speed. */
public final class AdminToken {
    /** The operator belongs to no tenant: an admin endpoint acts as {@link #of} the tenant that its path names. */
    private static final Principal OPERATOR = of(new UUID(0, 0), "");

    private final byte[] hash;

    public AdminToken(String token) {
        this.hash = hash(token);
    }

    /** Fails with {@link Problem.Unauthenticated}. */
    public Future<Principal> authenticate(@Nullable String credential) {
        if (credential == null) {
            return Future.failedFuture(new Problem.Unauthenticated(Reason.MISSING));
        }
        return MessageDigest.isEqual(hash, hash(credential))
                ? Future.succeededFuture(OPERATOR)
                : Future.failedFuture(new Problem.Unauthenticated(Reason.INVALID));
    }

    /** The operator acting for a tenant. */
    public static Principal of(UUID tenantId, String tenant) {
        return new Principal(tenantId, tenant, null, "admin", Set.of(), Principal.View.TENANT);
    }

    private static byte[] hash(String token) {
        return Secrets.sha256(token.getBytes(StandardCharsets.UTF_8));
    }
}
