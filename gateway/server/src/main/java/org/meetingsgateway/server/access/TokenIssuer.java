package org.meetingsgateway.server.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;

/** Signs canonical tokens with the gateway's own key. */
public final class TokenIssuer {
    /** A token, and when it ends. */
    public record IssuedToken(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "IssuedToken until " + expiresAt;
        }
    }

    private final Vertx vertx;
    private final OwnKeys keys;
    private final TokenPolicy policy;
    private final Clock clock;

    public TokenIssuer(Vertx vertx, OwnKeys keys, TokenPolicy policy, Clock clock) {
        this.vertx = vertx;
        this.keys = keys;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * A token for a person of a tenant, who must exist: that is the caller's to check.
     *
     * @param scopes as granted; what they imply is found when the token is used
     */
    public Future<IssuedToken> issue(String tenant, UUID personId, Collection<String> scopes, Duration lifetime) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var expiresAt = now.plus(lifetime);
        var claims = new JsonObject()
                .put("iss", policy.issuer())
                .put("aud", policy.audience())
                .put("sub", personId.toString())
                .put("tenant", tenant)
                .put("scope", String.join(" ", new TreeSet<>(scopes)))
                .put("iat", now.getEpochSecond())
                .put("nbf", now.getEpochSecond())
                .put("exp", expiresAt.getEpochSecond())
                .put("jti", UUID.randomUUID().toString());
        var options = new JWTOptions().setAlgorithm("RS256").setNoTimestamp(true);
        return vertx.executeBlocking(() -> keys.signer().generateToken(claims, options))
                .map(token -> new IssuedToken(Objects.requireNonNull(token), expiresAt));
    }
}
