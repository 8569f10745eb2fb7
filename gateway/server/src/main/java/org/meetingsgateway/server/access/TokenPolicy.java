package org.meetingsgateway.server.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Unauthenticated.Reason;

/**
 * What a canonical token must say (RFC 7519, RFC 8725): who made it, for whom it is, when it ends, and on whose behalf.
 *
 * @param issuer {@code iss} must be exactly this
 * @param audience {@code aud} must be this or contain it
 * @param algorithms what {@code alg} may be
 */
public record TokenPolicy(String issuer, String audience, Set<String> algorithms) {
    /** Tokens that we sign ourselves. */
    public static final Set<String> OWN_ALGORITHMS = Set.of("RS256");

    /** Tokens of another issuer: asymmetric signatures only, so that a public key is never taken for a secret. */
    public static final Set<String> FOREIGN_ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

    /** How far the issuer's clock may be ahead of ours. An expiry has no leeway. */
    private static final Duration LEEWAY = Duration.ofSeconds(30);

    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final double LAST_SECOND = 253_402_300_799.0; // of the year 9999

    public TokenPolicy {
        algorithms = Set.copyOf(algorithms);
    }

    /** The id of the key that the header names; a key inside the header ({@code jwk}, {@code x5c}) counts for nothing. */
    String keyId(JsonObject header) {
        require(header.getValue("alg") instanceof String algorithm && algorithms.contains(algorithm));
        require(!header.containsKey("crit"));
        require(!header.containsKey("typ")
                || (header.getValue("typ") instanceof String type && TYPES.contains(type.toLowerCase(Locale.ROOT))));
        return text(header.getValue("kid"));
    }

    TokenClaims claims(JsonObject payload, Instant now) {
        require(issuer.equals(payload.getValue("iss")));
        require(texts(payload.getValue("aud")).contains(audience));
        var expiresAt = time(payload.getValue("exp"));
        for (var claim : List.of("nbf", "iat")) {
            if (payload.containsKey(claim)) {
                require(!time(payload.getValue(claim)).isAfter(now.plus(LEEWAY)));
            }
        }
        var person = text(payload.containsKey("person_id") ? payload.getValue("person_id") : payload.getValue("sub"));
        require(UUID_FORM.matcher(person).matches());
        var scope = payload.containsKey("scope") ? payload.getValue("scope") : payload.getValue("scp");
        require(scope != null);
        var granted = texts(scope).stream()
                .flatMap(each -> Stream.of(each.split(" ", -1)))
                .toList();
        var claims = new TokenClaims(
                text(payload.getValue("tenant")), UUID.fromString(person), Scopes.expanded(granted), expiresAt);
        checkExpiry(claims, now);
        return claims;
    }

    static void checkExpiry(TokenClaims claims, Instant now) {
        if (!now.isBefore(claims.expiresAt())) {
            throw new Problem.Unauthenticated(Reason.EXPIRED);
        }
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new Problem.Unauthenticated(Reason.INVALID);
        }
    }

    private static String text(@Nullable Object value) {
        if (value instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new Problem.Unauthenticated(Reason.INVALID);
    }

    /** One string, or an array of strings. */
    private static List<String> texts(@Nullable Object value) {
        return switch (value) {
            case String text -> List.of(text);
            case JsonArray array -> {
                require(array.stream().allMatch(String.class::isInstance));
                yield array.stream().map(String.class::cast).toList();
            }
            case null -> throw new Problem.Unauthenticated(Reason.INVALID);
            default -> throw new Problem.Unauthenticated(Reason.INVALID);
        };
    }

    /** Seconds since the epoch, which may have a fraction (RFC 7519 §2). */
    private static Instant time(@Nullable Object value) {
        if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= LAST_SECOND) {
            return Instant.ofEpochMilli((long) (number.doubleValue() * 1000));
        }
        throw new Problem.Unauthenticated(Reason.INVALID);
    }
}
