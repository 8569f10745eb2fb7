package org.meetingsgateway.server.http;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;

/** Knows the credentials of one style. */
@FunctionalInterface
public interface Authenticator {
    /** Whose credential it is; fails with {@link Problem.Unauthenticated}. */
    Future<Caller> authenticate(@Nullable String credential);
}
