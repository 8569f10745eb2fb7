package org.meetingsgateway.server.access;

import io.vertx.core.Future;
import io.vertx.core.Promise;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.meetingsgateway.server.access.AesGcm.WrongKey;
import org.meetingsgateway.server.store.SigningKeyTable;
import org.meetingsgateway.server.store.SigningKeyTable.StoredKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's own RSA key pairs. One is made at the first start and kept in the store, the private half encrypted, so
 * that all replicas sign and verify with the same: of several that start at once the first to write wins. What another
 * replica made later is read when a token names it, or when somebody asks for the public halves.
 */
public final class OwnKeys implements TokenKeys {
    private static final Logger LOG = LoggerFactory.getLogger(OwnKeys.class);
    /** Between two readings, whoever asks for them: strangers with invented key ids cannot make us a nuisance. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** What was read last. */
    private record Opened(KeySet verifiers, JsonObject published, JWTAuth signer) {}

    private record Reading(Instant at, Future<Void> done) {}

    private final Vertx vertx;
    private final SigningKeyTable table;
    private final AesGcm encryption;
    private final Clock clock;
    private final AtomicReference<Reading> last;
    private volatile Opened opened;

    private OwnKeys(Vertx vertx, SigningKeyTable table, AesGcm encryption, Clock clock, Opened opened) {
        this.vertx = vertx;
        this.table = table;
        this.encryption = encryption;
        this.clock = clock;
        this.opened = opened;
        this.last = new AtomicReference<>(new Reading(clock.instant(), Future.succeededFuture()));
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
                    var keys = new OwnKeys(vertx, table, encryption, clock, open(vertx, stored, encryption));
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

    private static Opened open(Vertx vertx, List<StoredKey> stored, AesGcm encryption) {
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
        return new Opened(KeySet.parse(vertx, jwks), jwks, signer.orElseThrow());
    }

    /** @throws IllegalStateException when it was encrypted with another secret key; its message says so */
    public static void check(StoredKey stored, AesGcm encryption) {
        var unused = open(stored, encryption);
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
        return opened.verifiers().knows(kid)
                ? Future.succeededFuture(opened.verifiers().find(kid, algorithm))
                : readAgain().map(done -> opened.verifiers().find(kid, algorithm));
    }

    /** The public halves as a JWK set (RFC 7517). */
    public Future<JsonObject> published() {
        return readAgain().map(done -> opened.published().copy());
    }

    JWTAuth signer() {
        return opened.signer();
    }

    /** Whoever asks meanwhile waits for the same. Never fails: while the store is away, what was read last stays in use. */
    private Future<Void> readAgain() {
        var now = clock.instant();
        var before = last.get();
        if (now.isBefore(before.at().plus(PAUSE))) {
            return Handover.here(vertx, before.done());
        }
        var read = Promise.<Void>promise();
        if (!last.compareAndSet(before, new Reading(now, read.future()))) {
            return readAgain();
        }
        table.list()
                .map(stored -> {
                    opened = open(vertx, stored, encryption);
                    return true;
                })
                .onFailure(failure -> LOG.warn("The signing keys could not be read: {}", failure.getMessage()))
                .onComplete(done -> read.complete());
        return Handover.here(vertx, read.future());
    }
}
