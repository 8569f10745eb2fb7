package org.meetingsgateway.adapters.minutebase;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids in the only form that a MinuteBase client knows: 24 lower-case hex digits. */
final class Alias {
    private static final int LENGTH = 24;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{24}");

    private Alias() {}

    /** The id itself where it has the form, else the same digits for the same id for ever. */
    static String of(String id) {
        return isOne(id) ? id : hashed(id);
    }

    static boolean isOne(String id) {
        return FORM.matcher(id).matches();
    }

    /** The first digits of a UUID. */
    static String of(UUID id) {
        return id.toString().replace("-", "").substring(0, LENGTH);
    }

    /** The first digits of the text's MD5, which is a name here and protects nothing. */
    static String hashed(String text) {
        try {
            var digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
