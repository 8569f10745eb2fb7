package org.meetingsgateway.server.access;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
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

    private final List<SecretKey> keys;

    public AesGcm(SecretKey key) {
        this(List.of(key));
    }

    /** @param keys the first one encrypts, and any of them decrypts: while one replaces the other there are two */
    public AesGcm(List<SecretKey> keys) {
        this.keys = List.copyOf(keys);
    }

    public Buffer encrypt(byte[] plain, String name) {
        try {
            var nonce = new byte[NONCE_BYTES];
            RANDOM.nextBytes(nonce);
            return Buffer.buffer(nonce)
                    .appendBytes(cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce, name)
                            .doFinal(plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws WrongKey when it was encrypted with another key or for another name, or was changed since */
    public byte[] decrypt(Buffer encrypted, String name) throws WrongKey {
        for (var key : keys) {
            var plain = decrypt(key, encrypted, name);
            if (plain.isPresent()) {
                return plain.get();
            }
        }
        throw new WrongKey();
    }

    /**
     * The same, encrypted with the first key; empty where it is already.
     *
     * @throws WrongKey as {@link #decrypt}
     */
    public Optional<Buffer> renewed(Buffer encrypted, String name) throws WrongKey {
        return decrypt(keys.getFirst(), encrypted, name).isPresent()
                ? Optional.empty()
                : Optional.of(encrypt(decrypt(encrypted, name), name));
    }

    private static Optional<byte[]> decrypt(SecretKey key, Buffer encrypted, String name) {
        if (encrypted.length() <= NONCE_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, encrypted.getBytes(0, NONCE_BYTES), name)
                    .doFinal(encrypted.getBytes(NONCE_BYTES, encrypted.length())));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String name) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** The key does not fit. */
    public static final class WrongKey extends Exception {}
}
