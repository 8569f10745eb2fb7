package org.meetingsgateway.server.access;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What is kept of a secret. */
public final class Secrets {
    private Secrets() {}

    /** The SHA-256 of a secret: 32 bytes. Enough for secrets of 256 random bits, which cannot be guessed from it. */
    public static Buffer hash(String secret) {
        return Buffer.buffer(sha256(secret.getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
