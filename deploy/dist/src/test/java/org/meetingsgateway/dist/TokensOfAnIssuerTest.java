package org.meetingsgateway.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Canonical tokens that somebody else signs: {@code GATEWAY_JWKS_URL}. */
class TokensOfAnIssuerTest {
    @TempDir
    Path folder;

    private record Key(String kid, KeyPair pair) {
        static Key create(String kid) throws Exception {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new Key(kid, generator.generateKeyPair());
        }

        JsonObject jwk() {
            var key = (RSAPublicKey) pair.getPublic();
            return new JsonObject()
                    .put("kty", "RSA")
                    .put("kid", kid)
                    .put("use", "sig")
                    .put("alg", "RS256")
                    .put("n", base64(unsigned(key.getModulus())))
                    .put("e", base64(unsigned(key.getPublicExponent())));
        }

        String sign(JsonObject claims) throws Exception {
            var head = new JsonObject().put("alg", "RS256").put("kid", kid).put("typ", "JWT");
            var signed = base64(head.encode().getBytes(StandardCharsets.UTF_8)) + "."
                    + base64(claims.encode().getBytes(StandardCharsets.UTF_8));
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        }

        private static byte[] unsigned(BigInteger number) {
            var bytes = number.toByteArray();
            return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Test
    void keys_rotate_without_a_restart_and_the_gateway_signs_none_itself() throws Exception {
        var keys = new CopyOnWriteArrayList<>(List.of(Key.create("first")));
        var issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/jwks", exchange -> {
            var body = new JsonObject()
                    .put("keys", new JsonArray(keys.stream().map(Key::jwk).toList()))
                    .encode()
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        issuer.start();
        var settings = GatewayProcess.settings(folder.resolve("data"));
        settings.put(
                "GATEWAY_JWKS_URL", "http://127.0.0.1:" + issuer.getAddress().getPort() + "/jwks");
        settings.put("GATEWAY_JWT_ISSUER", "https://issuer.example");
        settings.put("GATEWAY_JWT_AUDIENCE", "meetings");
        try (var gateway = GatewayProcess.start(settings)) {
            var tenant = Tenant.create(gateway);
            var claims = new JsonObject()
                    .put("iss", "https://issuer.example")
                    .put("aud", new JsonArray().add("meetings"))
                    .put("sub", tenant.person("Ann"))
                    .put("tenant", tenant.slug())
                    .put("scope", "meetings:read")
                    .put("exp", Instant.now().getEpochSecond() + 300);
            assertThat(status(gateway, keys.getFirst().sign(claims))).isEqualTo(200);
            assertThat(status(gateway, keys.getFirst().sign(claims.copy().put("aud", "others"))))
                    .isEqualTo(401);
            var noExpiry = claims.copy();
            noExpiry.remove("exp");
            assertThat(status(gateway, keys.getFirst().sign(noExpiry))).isEqualTo(401);
            var second = Key.create("second");
            assertThat(status(gateway, Key.create("first").sign(claims))).isEqualTo(401);
            keys.add(second);
            var token = second.sign(claims);
            Wait.until("the new key is known", () -> status(gateway, token) == 200);
            assertThat(Api.admin(gateway)
                            .post(
                                    "/v1/admin/tokens",
                                    new JsonObject()
                                            .put("tenant", tenant.slug())
                                            .put("person_id", claims.getString("sub"))
                                            .put("scopes", new JsonArray().add("meetings:read")))
                            .status())
                    .isEqualTo(409);
        } finally {
            issuer.stop(0);
        }
    }

    private static int status(GatewayProcess gateway, String token) {
        return new Api(gateway.api(), "canonical", token).get("/v1/meetings").status();
    }
}
