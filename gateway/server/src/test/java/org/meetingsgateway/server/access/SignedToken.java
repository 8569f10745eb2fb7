package org.meetingsgateway.server.access;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens by hand, good and bad ones, without the library that verifies them. */
final class SignedToken {
    private SignedToken() {}

    static String rs256(JsonObject header, JsonObject payload, PrivateKey key) {
        return signed(header, payload, "SHA256withRSA", key);
    }

    static String signed(JsonObject header, JsonObject payload, String algorithm, PrivateKey key) {
        try {
            var input = input(header, payload);
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hs256(JsonObject header, JsonObject payload, byte[] secret) {
        try {
            var input = input(header, payload);
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return input + "." + base64(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String unsigned(JsonObject header, JsonObject payload) {
        return input(header, payload) + ".";
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String input(JsonObject header, JsonObject payload) {
        return base64(header.toBuffer().getBytes()) + "."
                + base64(payload.toBuffer().getBytes());
    }
}
