package org.meetingsgateway.adapters.desktop;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Truth values and UUIDs in all the forms that the original understands. */
final class Scalars {
    private static final Set<String> TRUE = Set.of("t", "y", "yes", "true", "on", "1", "1.0");
    private static final Set<String> FALSE = Set.of("f", "n", "no", "false", "off", "0", "0.0");
    private static final Set<String> NOTHING = Set.of("", "null", "none");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{32}");

    private Scalars() {}

    static @Nullable Boolean flag(@Nullable Object value, String pointer) {
        var text = Python.text(value).toLowerCase(Locale.ROOT);
        if (value == null || NOTHING.contains(text)) {
            return null;
        }
        if (TRUE.contains(text)) {
            return true;
        }
        if (FALSE.contains(text)) {
            return false;
        }
        throw Fields.invalid(pointer, "invalid_input", "Must be a valid boolean.");
    }

    static UUID uuid(Object value, String pointer) {
        var read = value instanceof String text ? uuid(text) : null;
        if (read == null) {
            throw Fields.invalid(pointer, "invalid_input", "Must be a valid UUID.");
        }
        return read;
    }

    /** With or without hyphens, braces or {@code urn:uuid:}; null where it is none. */
    static @Nullable UUID uuid(String text) {
        var hex = text.replace("urn:", "")
                .replace("uuid:", "")
                .replaceAll("^[{}]+|[{}]+$", "")
                .replace("-", "");
        return HEX.matcher(hex).matches()
                ? new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16))
                : null;
    }
}
