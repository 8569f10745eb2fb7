package org.meetingsgateway.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.meetingsgateway.call.Problem;

/** Whatever is sent as a token, the answer is good claims or a refusal, and never a fault. */
class TokenVerifierPropertyTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private static Vertx vertx;
    private static RsaKeyPair pair;
    private static TokenVerifier verifier;
    private static String good;

    @BeforeContainer
    static void open() throws Exception {
        vertx = Vertx.vertx();
        pair = RsaKeyPair.generate();
        var set = KeySet.parse(vertx, new JsonObject().put("keys", new JsonArray().add(pair.publicJwk())));
        verifier = new TokenVerifier(
                (kid, algorithm) -> Future.succeededFuture(set.find(kid, algorithm)),
                new TokenPolicy("issuer", "audience", TokenPolicy.FOREIGN_ALGORITHMS),
                new MovableClock(NOW));
        good = SignedToken.rs256(header(), payload(), pair.key());
    }

    @AfterContainer
    static void close() throws Exception {
        Outcome.of(vertx.close());
    }

    private static JsonObject header() {
        return new JsonObject().put("alg", "RS256").put("typ", "JWT").put("kid", pair.kid());
    }

    private static JsonObject payload() {
        return new JsonObject()
                .put("iss", "issuer")
                .put("aud", "audience")
                .put("sub", "0197d3a5-2222-7e00-9b00-5a4b3c2d1e0f")
                .put("tenant", "acme")
                .put("scope", "meetings:read")
                .put("nbf", NOW.getEpochSecond())
                .put("iat", NOW.getEpochSecond())
                .put("exp", NOW.getEpochSecond() + 600);
    }

    @Provide
    Arbitrary<Object> values() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(20),
                Arbitraries.longs(),
                Arbitraries.doubles(),
                Arbitraries.of(true, false),
                Arbitraries.create(JsonObject::new),
                Arbitraries.strings().ofMaxLength(5).list().ofMaxSize(3).map(JsonArray::new),
                Arbitraries.integers().list().ofMaxSize(3).map(JsonArray::new));
    }

    @Provide
    Arbitrary<String> claims() {
        return Arbitraries.of("iss", "aud", "sub", "person_id", "tenant", "scope", "scp", "nbf", "iat", "exp", "jti");
    }

    @Provide
    Arbitrary<String> members() {
        return Arbitraries.of("alg", "typ", "kid", "crit", "jwk", "jku", "x5c", "x5u", "b64", "nonce", "cty");
    }

    private static void isAnswered(String token) throws Exception {
        var verified = verifier.verify(token);
        if (!verified.map(true).otherwise(false).result()) {
            assertThat(Outcome.failure(verified)).isInstanceOf(Problem.Unauthenticated.class);
        }
    }

    @Property(tries = 300)
    void any_value_of_any_claim_is_answered(@ForAll("claims") String claim, @ForAll("values") Object value)
            throws Exception {
        isAnswered(SignedToken.rs256(header(), payload().put(claim, value), pair.key()));
    }

    @Property(tries = 300)
    void any_value_of_any_header_member_is_answered(@ForAll("members") String member, @ForAll("values") Object value)
            throws Exception {
        isAnswered(SignedToken.rs256(header().put(member, value), payload(), pair.key()));
    }

    @Property(tries = 300)
    void a_token_with_a_changed_character_in_header_or_payload_is_refused(
            @ForAll @IntRange(max = 10_000) int place, @ForAll @IntRange(min = 1, max = 127) int change)
            throws Exception {
        int at = place % good.lastIndexOf('.');
        var changed = good.substring(0, at) + (char) (good.charAt(at) ^ change) + good.substring(at + 1);

        assertThat(Outcome.failure(verifier.verify(changed))).isInstanceOf(Problem.Unauthenticated.class);
    }

    @Property(tries = 300)
    void any_text_is_answered(@ForAll String text) throws Exception {
        isAnswered(text);
    }
}
