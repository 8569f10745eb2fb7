package org.meetingsgateway.server.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.meetingsgateway.server.access.AesGcm.WrongKey;
import org.meetingsgateway.server.store.SigningKeyTable;
import org.meetingsgateway.server.store.SigningKeyTable.StoredKey;

/**
 * The gateway's own RSA key pairs. One is made at the first start and kept in the store, the private half encrypted, so
 * that all replicas sign and verify with the same: of several that start at once the first to write wins.
 */
public final class OwnKeys implements TokenKeys {
    private final KeySet verifiers;
    private final JsonObject published;
    private final JWTAuth signer;

    private OwnKeys(KeySet verifiers, JsonObject published, JWTAuth signer) {
        this.verifiers = verifiers;
        this.published = published;
        this.signer = signer;
    }

    /**
     * Reads the key pairs, making one where there is none. What is encrypted with a key that is being replaced is encrypted
     * with the new one.
     *
     * @return fails with {@link IllegalStateException} when they were encrypted with another secret key
     */
    public static Future<OwnKeys> load(Vertx vertx, SigningKeyTable table, AesGcm encryption, Clock clock) {
        return table.list()
                .compose(stored -> stored.stream().anyMatch(StoredKey::signs)
                        ? Future.succeededFuture(stored)
                        : vertx.executeBlocking(RsaKeyPair::generate)
                                .map(Objects::requireNonNull)
                                .compose(pair -> table.add(
                                        pair.kid(), encryption.encrypt(pair.pkcs8(), pair.kid()), clock.instant()))
                                .compose(added -> table.list()))
                .compose(stored -> {
                    var keys = open(vertx, stored, encryption);
                    return Future.join(stored.stream()
                                    .map(each -> renew(table, each, encryption))
                                    .toList())
                            .map(keys);
                });
    }

    private static Future<Void> renew(SigningKeyTable table, StoredKey stored, AesGcm encryption) {
        try {
            return encryption
                    .renewed(stored.privateKey(), stored.kid())
                    .map(renewed -> table.replace(stored, renewed))
                    .orElseGet(Future::succeededFuture);
        } catch (WrongKey e) {
            return Future.failedFuture(e);
        }
    }

    private static OwnKeys open(Vertx vertx, List<StoredKey> stored, AesGcm encryption) {
        var published = new JsonArray();
        Optional<JWTAuth> signer = Optional.empty();
        for (var each : stored) {
            var pair = open(each, encryption);
            published.add(pair.publicJwk());
            if (each.signs()) {
                signer = Optional.of(JWTAuth.create(vertx, new JWTAuthOptions().addJwk(pair.privateJwk())));
            }
        }
        var jwks = new JsonObject().put("keys", published);
        return new OwnKeys(KeySet.parse(vertx, jwks), jwks, signer.orElseThrow());
    }

    private static RsaKeyPair open(StoredKey stored, AesGcm encryption) {
        try {
            var pkcs8 = encryption.decrypt(stored.privateKey(), stored.kid());
            var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return new RsaKeyPair((RSAPrivateCrtKey) key);
        } catch (WrongKey e) {
            throw new IllegalStateException(
                    "GATEWAY_SECRET_KEY does not open the signing key " + stored.kid()
                            + " in the database: it must be the one that the database was first used with",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Future<Optional<JWTAuth>> find(String kid, String algorithm) {
        return Future.succeededFuture(verifiers.find(kid, algorithm));
    }

    /** The public halves as a JWK set (RFC 7517). */
    public JsonObject published() {
        return published.copy();
    }

    JWTAuth signer() {
        return signer;
    }
}
