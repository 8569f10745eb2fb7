package org.meetingsgateway.server.access;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts what has to be stored and read back: AES-256 in Galois/Counter Mode (NIST SP 800-38D) with a random nonce of
 * 96 bits before the ciphertext. Every ciphertext is bound to a name, so that it cannot be moved to another row.
 */
public final class AesGcm {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;

    public AesGcm(SecretKey key) {
        this.key = key;
    }

    public Buffer encrypt(byte[] plain, String name) {
        try {
            var nonce = new byte[NONCE_BYTES];
            RANDOM.nextBytes(nonce);
            return Buffer.buffer(nonce)
                    .appendBytes(cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws WrongKey when it was encrypted with another key or for another name, or was changed since */
    public byte[] decrypt(Buffer encrypted, String name) throws WrongKey {
        if (encrypted.length() <= NONCE_BYTES) {
            throw new WrongKey();
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, encrypted.getBytes(0, NONCE_BYTES), name)
                    .doFinal(encrypted.getBytes(NONCE_BYTES, encrypted.length()));
        } catch (AEADBadTagException e) {
            throw new WrongKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** The key does not fit. */
    public static final class WrongKey extends Exception {}
}
