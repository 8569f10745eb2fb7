package org.meetingsgateway.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Unauthenticated.Reason;

/**
 * Verifies canonical tokens: first what the header claims, then the signature by exactly the key that it names, then
 * the claims. The library checks the signature only, because it would accept a token without expiry and one whose key
 * id is unknown. A good token is remembered for a minute at most and never beyond its expiry.
 */
final class TokenVerifier {
    private static final int MAX_LENGTH = 8192;
    private static final int MAX_REMEMBERED = 50_000;
    private static final Duration REMEMBERED = Duration.ofSeconds(60);

    private final TokenKeys keys;
    private final TokenPolicy policy;
    private final Clock clock;
    private final Cache<Buffer, TokenClaims> verified = Caffeine.newBuilder()
            .executor(Runnable::run) // a hand-over costs more than what there is to do
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    TokenVerifier(TokenKeys keys, TokenPolicy policy, Clock clock) {
        this.keys = keys;
        this.policy = policy;
        this.clock = clock;
    }

    /** Fails with {@link Problem.Unauthenticated}. */
    Future<TokenClaims> verify(String token) {
        if (token.length() > MAX_LENGTH) {
            return invalid();
        }
        var hash = Secrets.hash(token);
        var known = verified.getIfPresent(hash);
        if (known != null) {
            return Future.succeededFuture(known).map(this::stillGood);
        }
        var parts = token.split("\\.", -1);
        if (parts.length != 3 || parts[2].isEmpty()) {
            return invalid();
        }
        return Future.succeededFuture(parts)
                .compose(all -> {
                    var header = json(all[0]);
                    var payload = json(all[1]);
                    return keys.find(policy.keyId(header), header.getString("alg"))
                            .compose(key -> key.map(verifier -> signature(verifier, token))
                                    .orElseGet(TokenVerifier::invalid))
                            .map(signed -> policy.claims(payload, clock.instant()));
                })
                .onSuccess(claims -> verified.put(hash, claims));
    }

    private TokenClaims stillGood(TokenClaims claims) {
        TokenPolicy.checkExpiry(claims, clock.instant());
        return claims;
    }

    private static Future<?> signature(JWTAuth verifier, String token) {
        // In a compose, because the library throws at some malformed claims.
        return Future.succeededFuture(new TokenCredentials(token))
                .compose(verifier::authenticate)
                .recover(failure -> invalid());
    }

    private static JsonObject json(String part) {
        try {
            return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(part)));
        } catch (DecodeException | IllegalArgumentException e) {
            throw new Problem.Unauthenticated(Reason.INVALID);
        }
    }

    private static <T> Future<T> invalid() {
        return Future.failedFuture(new Problem.Unauthenticated(Reason.INVALID));
    }
}
