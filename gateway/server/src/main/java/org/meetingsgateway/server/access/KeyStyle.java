package org.meetingsgateway.server.access;

import java.security.SecureRandom;
import org.meetingsgateway.spi.KeyForm;

/**
 * A style and what its API keys are.
 *
 * @param name as in {@code source.style}
 */
public record KeyStyle(String name, KeyForm form) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BITS = 256;
    private static final int SHOWN = 4;

    /** A new secret with at least 256 random bits. */
    public String newSecret() {
        var alphabet = form.alphabet();
        var secret = new StringBuilder(form.start());
        RANDOM.ints((int) Math.ceil(BITS * Math.log(2) / Math.log(alphabet.length())), 0, alphabet.length())
                .forEach(i -> secret.append(alphabet.charAt(i)));
        return secret.toString();
    }

    /** The first characters, for people to tell keys apart: never more than a quarter of what is secret in it. */
    public String shown(String secret) {
        int fixed = secret.startsWith(form.start()) ? form.start().length() : 0;
        return secret.substring(0, fixed + Math.min(SHOWN, (secret.length() - fixed) / 4));
    }
}
