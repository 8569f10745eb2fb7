package org.meetingsgateway.adapters.desktop;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;

/**
 * What a text has to be.
 *
 * @param longest in characters
 * @param mayBeBlank whether nothing but blanks will do, which is then an empty text
 * @param link whether it has to be a URL
 */
record Texts(int longest, boolean mayBeBlank, boolean link) {
    /** As long as a body may be. */
    private static final int ANY = Integer.MAX_VALUE;

    static final Texts FREE = new Texts(ANY, true, false);
    static final Texts FILLED = new Texts(ANY, false, false);

    private static final Pattern OUTER =
            Pattern.compile("^[\\s\\x1c-\\x1f]+|[\\s\\x1c-\\x1f]+$", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Set<String> SCHEMES = Set.of("http", "https", "ftp", "ftps");
    private static final String LETTERS = "a-z\\x{a1}-\\x{ffff}";
    private static final String HOST = "(?:[" + LETTERS + "0-9](?:[" + LETTERS + "0-9-]{0,61}[" + LETTERS + "0-9])?"
            + "(?:\\.(?!-)[" + LETTERS + "0-9-]{1,63}(?<!-))*"
            + "\\.(?!-)(?:[" + LETTERS + "-]{2,63}|xn--[a-z0-9]{1,59})(?<!-)\\.?|localhost)";
    private static final String BYTE = "(?:0|25[0-5]|2[0-4][0-9]|1[0-9]?[0-9]?|[1-9][0-9]?)";
    private static final Pattern LINK = Pattern.compile(
            "([a-z0-9.+-]*)://(?:[^\\s:@/]+(?::[^\\s:@/]*)?@)?(?:" + BYTE + "(?:\\." + BYTE + "){3}|\\[[0-9a-f:.]+]|"
                    + HOST + ")(?::[0-9]{1,5})?(?:[/?#][^\\s]*)?",
            Pattern.CASE_INSENSITIVE);

    static Texts filled(int longest) {
        return new Texts(longest, false, false);
    }

    static Texts free(int longest) {
        return new Texts(longest, true, false);
    }

    Texts asLink() {
        return new Texts(longest, mayBeBlank, true);
    }

    /** As {@link #read}; null is refused. */
    String readRequired(@Nullable Object value, String pointer) {
        if (value == null) {
            throw Fields.invalid(pointer, "null", "This field may not be null.");
        }
        return read(value, pointer);
    }

    /** The text of a value, without outer blanks; a number is taken by its digits. */
    String read(Object value, String pointer) {
        if (!(value instanceof String) && !(value instanceof Number)) {
            throw Fields.invalid(pointer, "invalid_input", "Not a valid string.");
        }
        var text = OUTER.matcher(Python.text(value)).replaceAll("");
        if (text.isEmpty()) {
            if (mayBeBlank) {
                return text;
            }
            throw Fields.invalid(pointer, "blank", "This field may not be blank.");
        }
        if (text.codePointCount(0, text.length()) > longest) {
            throw Fields.invalid(
                    pointer, "max_length", "Ensure this field has no more than %d characters.".formatted(longest));
        }
        storable(text, pointer);
        if (link && !isLink(text)) {
            throw Fields.invalid(pointer, "invalid_input", "Enter a valid URL.");
        }
        return text;
    }

    /** U+0000 and half a surrogate pair are no text that can be kept. */
    static void storable(String text, String pointer) {
        text.codePoints().forEach(c -> storable(c, pointer));
    }

    private static void storable(int character, String pointer) throws Problem.Invalid {
        if (character == 0) {
            throw Fields.invalid(pointer, "null_characters_not_allowed", "Null characters are not allowed.");
        }
        if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
            throw Fields.invalid(
                    pointer,
                    "surrogate_characters_not_allowed",
                    "Surrogate characters are not allowed: U+%X.".formatted(character));
        }
    }

    private static boolean isLink(String text) {
        var link = LINK.matcher(text);
        return link.matches() && SCHEMES.contains(link.group(1).toLowerCase(java.util.Locale.ROOT));
    }
}
