package org.meetingsgateway.server.access;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What is kept of a secret. */
public final class Secrets {
    /** Never used itself: to copy it is cheaper than to have it looked for among all algorithms. */
    private static final MessageDigest SHA_256 = unused();

    private Secrets() {}

    private static MessageDigest unused() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) { // every JVM has it
            throw new IllegalStateException(e);
        }
    }

    /** The SHA-256 of a secret: 32 bytes. Enough for secrets of 256 random bits, which cannot be guessed from it. */
    public static Buffer hash(String secret) {
        return Buffer.buffer(sha256(secret.getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return ((MessageDigest) SHA_256.clone()).digest(bytes);
        } catch (CloneNotSupportedException e) { // the JDK's own can be copied
            throw new IllegalStateException(e);
        }
    }
}
