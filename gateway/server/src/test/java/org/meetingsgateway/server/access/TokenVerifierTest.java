package org.meetingsgateway.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.server.access.Outcome.isRefused;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.jwt.JWTAuth;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetingsgateway.call.Problem.Unauthenticated.Reason;

/** The attacks of RFC 8725 and the rules of RFC 7519, each with a token that is good but for one thing. */
class TokenVerifierTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final UUID PERSON = UUID.fromString("0197d3a5-2222-7e00-9b00-5a4b3c2d1e0f");

    private static Vertx vertx;
    private static RsaKeyPair ours;
    private static RsaKeyPair other;
    private static KeyPair elliptic;

    private final MovableClock clock = new MovableClock(NOW);
    private final TokenVerifier own = verifier(TokenPolicy.OWN_ALGORITHMS);
    private final TokenVerifier foreign = verifier(TokenPolicy.FOREIGN_ALGORITHMS);

    @BeforeAll
    static void makeKeys() throws Exception {
        vertx = Vertx.vertx();
        ours = RsaKeyPair.generate();
        other = RsaKeyPair.generate();
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        elliptic = generator.generateKeyPair();
    }

    @AfterAll
    static void close() throws Exception {
        Outcome.of(vertx.close());
    }

    private TokenVerifier verifier(Set<String> algorithms) {
        var set = KeySet.parse(
                vertx,
                new JsonObject()
                        .put(
                                "keys",
                                new JsonArray()
                                        .add(ours.publicJwk())
                                        .add(openRsa())
                                        .add(ellipticJwk())
                                        .add(new JsonObject()
                                                .put("kty", "oct")
                                                .put("kid", "shared")
                                                .put("k", SignedToken.base64(new byte[32])))));
        TokenKeys keys = new TokenKeys() {
            @Override
            public Future<Optional<JWTAuth>> find(String kid, String algorithm) {
                return Future.succeededFuture(set.find(kid, algorithm));
            }
        };
        return new TokenVerifier(keys, new TokenPolicy("https://issuer", "meetings", algorithms), clock);
    }

    /** The other pair, without an algorithm of its own. */
    private static JsonObject openRsa() {
        var jwk = other.publicJwk().put("kid", "open");
        jwk.remove("alg");
        return jwk;
    }

    private static JsonObject ellipticJwk() {
        var point = ((ECPublicKey) elliptic.getPublic()).getW();
        return new JsonObject()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("kid", "elliptic")
                .put("x", SignedToken.base64(unsigned32(point.getAffineX())))
                .put("y", SignedToken.base64(unsigned32(point.getAffineY())));
    }

    private static byte[] unsigned32(java.math.BigInteger value) {
        var out = new byte[32];
        var bytes = value.toByteArray();
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, out, 32 - length, length);
        return out;
    }

    private static JsonObject header() {
        return new JsonObject().put("alg", "RS256").put("typ", "JWT").put("kid", ours.kid());
    }

    private static JsonObject payload() {
        return new JsonObject()
                .put("iss", "https://issuer")
                .put("aud", "meetings")
                .put("sub", PERSON.toString())
                .put("tenant", "acme")
                .put("scope", "meetings:read projects:write")
                .put("iat", NOW.getEpochSecond())
                .put("nbf", NOW.getEpochSecond())
                .put("exp", NOW.getEpochSecond() + 600);
    }

    private static String token(Consumer<JsonObject> header, Consumer<JsonObject> payload) {
        var h = header();
        var p = payload();
        header.accept(h);
        payload.accept(p);
        return SignedToken.rs256(h, p, ours.key());
    }

    private static String withHeader(Consumer<JsonObject> change) {
        return token(change, p -> {});
    }

    private static String withClaims(Consumer<JsonObject> change) {
        return token(h -> {}, change);
    }

    @Test
    void a_good_token_gives_its_claims() throws Exception {
        var claims = Outcome.of(own.verify(withClaims(p -> {})));

        assertThat(claims)
                .isEqualTo(new TokenClaims(
                        "acme",
                        PERSON,
                        Set.of(
                                "meetings:read",
                                "transcripts:read",
                                "reports:read",
                                "action_items:read",
                                "projects:write"),
                        NOW.plusSeconds(600)));
    }

    @Test
    void a_token_without_expiry_is_refused() throws Exception {
        isRefused(own.verify(withClaims(p -> p.remove("exp"))), Reason.INVALID);
    }

    @Test
    void an_expired_token_is_refused_without_leeway() throws Exception {
        isRefused(own.verify(withClaims(p -> p.put("exp", NOW.getEpochSecond()))), Reason.EXPIRED);
    }

    @Test
    void a_remembered_token_expires_on_time() throws Exception {
        var token = withClaims(p -> {});
        Outcome.of(own.verify(token));
        clock.pass(Duration.ofSeconds(600));

        isRefused(own.verify(token), Reason.EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nbf", "iat"})
    void a_token_from_the_future_is_refused_beyond_the_leeway(String claim) throws Exception {
        Outcome.of(own.verify(withClaims(p -> p.put(claim, NOW.getEpochSecond() + 30))));

        isRefused(own.verify(withClaims(p -> p.put(claim, NOW.getEpochSecond() + 31))), Reason.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "nbf", "iat"})
    void a_time_that_is_no_number_of_seconds_is_refused(String claim) throws Exception {
        for (Object value : new Object[] {"1900000000", -1, 1e300, new JsonArray()}) {
            isRefused(own.verify(withClaims(p -> p.put(claim, value))), Reason.INVALID);
        }
    }

    @Test
    void a_token_of_an_unknown_key_is_refused() throws Exception {
        isRefused(own.verify(withHeader(h -> h.put("kid", "stranger"))), Reason.INVALID);
    }

    @Test
    void a_token_without_a_key_id_is_refused() throws Exception {
        isRefused(own.verify(withHeader(h -> h.remove("kid"))), Reason.INVALID);
        isRefused(own.verify(withHeader(h -> h.put("kid", 5))), Reason.INVALID);
    }

    @Test
    void a_token_that_another_key_signed_is_refused() throws Exception {
        isRefused(own.verify(SignedToken.rs256(header(), payload(), other.key())), Reason.INVALID);
        isRefused(
                foreign.verify(SignedToken.rs256(header().put("kid", "open"), payload(), ours.key())), Reason.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
    void an_unsigned_token_is_refused(String algorithm) throws Exception {
        isRefused(own.verify(SignedToken.unsigned(header().put("alg", algorithm), payload())), Reason.INVALID);
        isRefused(foreign.verify(SignedToken.unsigned(header().put("alg", algorithm), payload())), Reason.INVALID);
        isRefused(own.verify(withHeader(h -> h.put("alg", algorithm))), Reason.INVALID);
    }

    @Test
    void a_public_key_is_never_taken_for_a_shared_secret() throws Exception {
        var parts = java.security.KeyFactory.getInstance("RSA")
                .generatePublic(new java.security.spec.RSAPublicKeySpec(
                        ours.key().getModulus(), ours.key().getPublicExponent()));
        var pem = "-----BEGIN PUBLIC KEY-----\n"
                + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(parts.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";

        for (byte[] secret : new byte[][] {
            parts.getEncoded(),
            pem.getBytes(StandardCharsets.US_ASCII),
            ((RSAPublicKey) parts).getModulus().toByteArray()
        }) {
            var token = SignedToken.hs256(header().put("alg", "HS256"), payload(), secret);
            isRefused(own.verify(token), Reason.INVALID);
            isRefused(foreign.verify(token), Reason.INVALID);
        }
    }

    @Test
    void a_shared_secret_in_the_key_set_verifies_nothing() throws Exception {
        var token = SignedToken.hs256(header().put("alg", "HS256").put("kid", "shared"), payload(), new byte[32]);

        isRefused(foreign.verify(token), Reason.INVALID);
    }

    @Test
    void a_key_serves_its_own_algorithm_only() throws Exception {
        isRefused(
                foreign.verify(
                        SignedToken.signed(header().put("alg", "RS512"), payload(), "SHA512withRSA", ours.key())),
                Reason.INVALID);
        isRefused(foreign.verify(withHeader(h -> h.put("kid", "elliptic"))), Reason.INVALID);
    }

    @Test
    void a_key_without_an_algorithm_serves_those_of_its_type() throws Exception {
        var rs512 = SignedToken.signed(
                header().put("alg", "RS512").put("kid", "open"), payload(), "SHA512withRSA", other.key());
        var es256 = SignedToken.signed(
                header().put("alg", "ES256").put("kid", "elliptic"),
                payload(),
                "SHA256withECDSAinP1363Format",
                elliptic.getPrivate());

        assertThat(Outcome.of(foreign.verify(rs512)).tenant()).isEqualTo("acme");
        assertThat(Outcome.of(foreign.verify(es256)).tenant()).isEqualTo("acme");
        isRefused(own.verify(rs512), Reason.INVALID);
    }

    @Test
    void a_key_inside_the_token_counts_for_nothing() throws Exception {
        var attacker = other.publicJwk().put("kid", ours.kid());

        isRefused(own.verify(SignedToken.rs256(header().put("jwk", attacker), payload(), other.key())), Reason.INVALID);
        isRefused(
                own.verify(SignedToken.rs256(
                        header().put("kid", "x").put("jku", "http://127.0.0.1:1/keys"), payload(), other.key())),
                Reason.INVALID);
    }

    @Test
    void a_critical_extension_or_another_kind_of_token_is_refused() throws Exception {
        isRefused(own.verify(withHeader(h -> h.put("crit", new JsonArray().add("exp")))), Reason.INVALID);
        isRefused(own.verify(withHeader(h -> h.put("typ", "logout+jwt"))), Reason.INVALID);
        Outcome.of(own.verify(withHeader(h -> h.put("typ", "at+JWT"))));
        Outcome.of(own.verify(withHeader(h -> h.remove("typ"))));
    }

    @Test
    void a_token_for_somebody_else_is_refused() throws Exception {
        isRefused(own.verify(withClaims(p -> p.put("aud", "payments"))), Reason.INVALID);
        isRefused(own.verify(withClaims(p -> p.put("aud", new JsonArray().add("payments")))), Reason.INVALID);
        isRefused(own.verify(withClaims(p -> p.put("aud", "meetings "))), Reason.INVALID);
        isRefused(own.verify(withClaims(p -> p.remove("aud"))), Reason.INVALID);
        Outcome.of(own.verify(
                withClaims(p -> p.put("aud", new JsonArray().add("payments").add("meetings")))));
    }

    @Test
    void a_token_of_another_issuer_is_refused() throws Exception {
        isRefused(own.verify(withClaims(p -> p.put("iss", "https://issuer/"))), Reason.INVALID);
        isRefused(own.verify(withClaims(p -> p.remove("iss"))), Reason.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "tenant", "scope"})
    void a_token_that_does_not_say_enough_is_refused(String claim) throws Exception {
        isRefused(own.verify(withClaims(p -> p.remove(claim))), Reason.INVALID);
        isRefused(own.verify(withClaims(p -> p.put(claim, 7))), Reason.INVALID);
    }

    @Test
    void a_changed_payload_is_refused() throws Exception {
        var parts = withClaims(p -> {}).split("\\.");
        var changed =
                SignedToken.base64(payload().put("tenant", "globex").toBuffer().getBytes());

        isRefused(own.verify(parts[0] + "." + changed + "." + parts[2]), Reason.INVALID);
    }

    @Test
    void a_huge_token_is_refused() throws Exception {
        isRefused(own.verify(withClaims(p -> p.put("padding", "x".repeat(8192)))), Reason.INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a.b",
                "a.b.c",
                "a.b.c.d",
                "e30.e30.e30",
                "bnVsbA.bnVsbA.AA",
                "W10.W10.AA",
                "tk_live_x"
            })
    void what_is_no_token_is_refused(String token) throws Exception {
        isRefused(own.verify(token), Reason.INVALID);
    }

    @Test
    void other_issuers_may_name_person_and_scopes_in_their_own_way() throws Exception {
        var claims = Outcome.of(foreign.verify(withClaims(p -> {
            p.remove("scope");
            p.put("sub", "auth0|5f7c").put("person_id", PERSON.toString());
            p.put("scp", new JsonArray().add("reports:read").add("openid"));
        })));

        assertThat(claims.personId()).isEqualTo(PERSON);
        assertThat(claims.scopes()).containsExactly("reports:read");
    }

    @Test
    void a_weak_key_is_left_out_of_the_set() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        var weak = (RSAPublicKey) generator.generateKeyPair().getPublic();
        var jwks = new JsonObject()
                .put(
                        "keys",
                        new JsonArray()
                                .add(ours.publicJwk())
                                .add(new JsonObject()
                                        .put("kty", "RSA")
                                        .put("kid", "weak")
                                        .put(
                                                "n",
                                                SignedToken.base64(
                                                        weak.getModulus().toByteArray()))
                                        .put("e", "AQAB"))
                                .add(new JsonObject()
                                        .put("kty", "RSA")
                                        .put("kid", "broken")
                                        .put("n", "!")
                                        .put("e", 1))
                                .add(ours.publicJwk().put("kid", "encryption").put("use", "enc"))
                                .add("nonsense"));

        var set = KeySet.parse(vertx, jwks);

        assertThat(set.knows(ours.kid())).isTrue();
        assertThat(set.knows("weak")).isFalse();
        assertThat(set.knows("broken")).isFalse();
        assertThat(set.knows("encryption")).isFalse();
    }
}
