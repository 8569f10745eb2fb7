package org.meetingsgateway.server.access;

import io.vertx.core.Future;
import io.vertx.ext.auth.jwt.JWTAuth;
import java.util.Optional;

/** Where the keys that canonical tokens are verified with come from. */
public interface TokenKeys {
    /** A verifier of that key and algorithm alone; empty where the key is unknown or not made for the algorithm. */
    Future<Optional<JWTAuth>> find(String kid, String algorithm);
}
