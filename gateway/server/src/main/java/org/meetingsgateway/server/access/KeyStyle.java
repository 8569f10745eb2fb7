package org.meetingsgateway.server.access;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How the API keys of a legacy style look and what they may be allowed to do. */
public enum KeyStyle {
    MEETLOG(
            "tk_live_",
            Alphabet.ALPHANUMERIC,
            "tk_live_[\\x21-\\x7e]{1,504}",
            "tk_live_ followed by visible ASCII characters, 512 at most"),
    /** Its keys have no scopes: they may do what their person may do. */
    MINUTEBASE("", Alphabet.LOWER_CASE, "[a-z0-9]{8,512}", "8 to 512 lower-case letters and digits"),
    /** Its oldest keys lack the prefix, so an imported one may. */
    DESKTOP("phx_", Alphabet.ALPHANUMERIC, "[\\x21-\\x7e]{8,512}", "8 to 512 visible ASCII characters");

    /** What the random part of a key is made of. */
    private enum Alphabet {
        /** 43 characters of 62 hold 256 bits. */
        ALPHANUMERIC("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 43),
        /** 50 characters of 36 hold 258 bits. */
        LOWER_CASE("abcdefghijklmnopqrstuvwxyz0123456789", 50);

        private final String characters;
        private final int length;

        Alphabet(String characters, int length) {
            this.characters = characters;
            this.length = length;
        }
    }

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SHOWN = 4;
    private static final String EVERYTHING = "*";

    private final String start;
    private final Alphabet alphabet;
    private final Pattern imported;
    private final String form;

    KeyStyle(String start, Alphabet alphabet, String imported, String form) {
        this.start = start;
        this.alphabet = alphabet;
        this.imported = Pattern.compile(imported);
        this.form = form;
    }

    /** The style's name: {@code meetlog}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<KeyStyle> of(String code) {
        return Stream.of(values()).filter(style -> style.code().equals(code)).findFirst();
    }

    /** Every scope that the style knows: what a key has when none are named. */
    public Set<String> scopes() {
        return switch (this) {
            case MEETLOG -> Set.of("export:transcripts", "export:reports", "export:projects");
            case MINUTEBASE -> Set.of();
            case DESKTOP ->
                Set.of(
                        "desktop_recording:read",
                        "desktop_recording:write",
                        "endpoint:read",
                        "endpoint:write",
                        "error_tracking:read",
                        "error_tracking:write");
        };
    }

    /** Whether a key may be given that scope. */
    public boolean knows(String scope) {
        return scopes().contains(scope) || (this == DESKTOP && scope.equals(EVERYTHING));
    }

    /** What a key with these scopes may do: in the desktop style {@code *} is all and {@code write} satisfies {@code read}. */
    Set<String> expanded(Collection<String> granted) {
        var all = new HashSet<>(granted);
        if (this == DESKTOP) {
            if (all.remove(EVERYTHING)) {
                return scopes();
            }
            for (var scope : granted) {
                if (scope.endsWith(":write")) {
                    all.add(scope.substring(0, scope.length() - "write".length()) + "read");
                }
            }
        }
        return Set.copyOf(all);
    }

    /** A new secret with at least 256 random bits. */
    public String newSecret() {
        var secret = new StringBuilder(start);
        RANDOM.ints(alphabet.length, 0, alphabet.characters.length())
                .forEach(i -> secret.append(alphabet.characters.charAt(i)));
        return secret.toString();
    }

    /** Whether a secret that a partner already has can be one of this style. */
    public boolean imports(String secret) {
        return imported.matcher(secret).matches();
    }

    /** What {@link #imports} asks for, in words. */
    public String form() {
        return form;
    }

    /** The first characters, for people to tell keys apart: never more than a quarter of what is secret in it. */
    public String shown(String secret) {
        int fixed = secret.startsWith(start) ? start.length() : 0;
        return secret.substring(0, fixed + Math.min(SHOWN, (secret.length() - fixed) / 4));
    }
}
