package org.meetingsgateway.server.access;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.Base64;

/** A key pair that signs with RS256, and its forms. */
record RsaKeyPair(RSAPrivateCrtKey key) {
    private static final int BITS = 2048;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** Takes up to seconds: not for event loops. */
    static RsaKeyPair generate() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS);
        return new RsaKeyPair((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
    }

    /** The key's id: its thumbprint (RFC 7638). */
    String kid() {
        var members = "{\"e\":\"" + number(key.getPublicExponent()) + "\",\"kty\":\"RSA\",\"n\":\""
                + number(key.getModulus()) + "\"}";
        return BASE64.encodeToString(Secrets.sha256(members.getBytes(StandardCharsets.UTF_8)));
    }

    byte[] pkcs8() {
        return key.getEncoded();
    }

    JsonObject publicJwk() {
        return new JsonObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", kid())
                .put("n", number(key.getModulus()))
                .put("e", number(key.getPublicExponent()));
    }

    JsonObject privateJwk() {
        return publicJwk()
                .put("d", number(key.getPrivateExponent()))
                .put("p", number(key.getPrimeP()))
                .put("q", number(key.getPrimeQ()))
                .put("dp", number(key.getPrimeExponentP()))
                .put("dq", number(key.getPrimeExponentQ()))
                .put("qi", number(key.getCrtCoefficient()));
    }

    @Override
    public String toString() {
        return "RsaKeyPair " + kid();
    }

    /** Big-endian without a sign byte (RFC 7518 §2). */
    private static String number(BigInteger value) {
        var bytes = value.toByteArray();
        int sign = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
    }
}
