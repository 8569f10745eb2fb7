package org.meetingsgateway.server.access;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Public keys by id and algorithm, read from a JWK set (RFC 7517). Only keys for asymmetric signatures are taken: a
 * shared secret, a key without id, one for encryption or one that is too short is left out, so that nothing can be
 * verified with it. A key that names no algorithm serves those of its type.
 */
final class KeySet {
    private static final int MAX_KEYS = 100;
    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 8192;
    private static final List<String> RSA = List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");

    private final Map<String, Map<String, JWTAuth>> verifiers;

    private KeySet(Map<String, Map<String, JWTAuth>> verifiers) {
        this.verifiers = verifiers;
    }

    static KeySet empty() {
        return new KeySet(Map.of());
    }

    /** @throws IllegalArgumentException where it is no JWK set, or one without any usable key */
    static KeySet parse(Vertx vertx, JsonObject jwks) {
        if (!(jwks.getValue("keys") instanceof JsonArray keys) || keys.size() > MAX_KEYS) {
            throw new IllegalArgumentException("not a JWK set of at most " + MAX_KEYS + " keys");
        }
        var verifiers = new HashMap<String, Map<String, JWTAuth>>();
        for (var each : keys) {
            if (each instanceof JsonObject key && key.getValue("kid") instanceof String kid) {
                for (var algorithm : algorithms(key)) {
                    verifier(vertx, key, algorithm)
                            .ifPresent(verifier -> verifiers
                                    .computeIfAbsent(kid, k -> new HashMap<>())
                                    .putIfAbsent(algorithm, verifier));
                }
            }
        }
        if (verifiers.isEmpty()) {
            throw new IllegalArgumentException("no usable key among " + keys.size());
        }
        return new KeySet(verifiers);
    }

    int size() {
        return verifiers.size();
    }

    boolean isEmpty() {
        return verifiers.isEmpty();
    }

    boolean knows(String kid) {
        return verifiers.containsKey(kid);
    }

    Optional<JWTAuth> find(String kid, String algorithm) {
        return Optional.ofNullable(verifiers.getOrDefault(kid, Map.of()).get(algorithm));
    }

    private static List<String> algorithms(JsonObject key) {
        if (!forSignatures(key)) {
            return List.of();
        }
        var possible = switch (text(key, "kty")) {
            case "RSA" -> longEnough(key) ? RSA : List.<String>of();
            case "EC" ->
                switch (text(key, "crv")) {
                    case "P-256" -> List.of("ES256");
                    case "P-384" -> List.of("ES384");
                    case "P-521" -> List.of("ES512");
                    default -> List.<String>of();
                };
            case "OKP" -> text(key, "crv").equals("Ed25519") ? List.of("EdDSA") : List.<String>of();
            default -> List.<String>of();
        };
        return key.getValue("alg") == null
                ? possible
                : possible.stream().filter(key.getValue("alg")::equals).toList();
    }

    private static boolean forSignatures(JsonObject key) {
        var use = key.getValue("use");
        var operations = key.getValue("key_ops");
        return (use == null || use.equals("sig"))
                && (operations == null || (operations instanceof JsonArray all && all.contains("verify")));
    }

    private static boolean longEnough(JsonObject key) {
        try {
            int bits = new BigInteger(1, Base64.getUrlDecoder().decode(text(key, "n"))).bitLength();
            return bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String text(JsonObject key, String member) {
        return key.getValue(member) instanceof String text ? text : "";
    }

    /** Of the library only the signature check is used; {@link TokenVerifier} looks at header and claims. */
    private static Optional<JWTAuth> verifier(Vertx vertx, JsonObject key, String algorithm) {
        var jwk = new JsonObject().put("use", "sig").put("alg", algorithm);
        for (var member : List.of("kid", "kty", "n", "e", "crv", "x", "y")) {
            @Nullable Object value = key.getValue(member);
            if (value != null) {
                jwk.put(member, value);
            }
        }
        try {
            return Optional.of(JWTAuth.create(
                    vertx, new JWTAuthOptions().addJwk(jwk).setJWTOptions(new JWTOptions().setIgnoreExpiration(true))));
        } catch (RuntimeException e) { // a broken key takes none of the others with it
            return Optional.empty();
        }
    }
}
