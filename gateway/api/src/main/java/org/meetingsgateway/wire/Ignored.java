package org.meetingsgateway.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * The header {@code Gateway-Ignored}: what of a request had no effect, by name. A caller chose the names, so they are
 * shortened and encoded as in a form; where there are too many of them for a header, the last element says how many more
 * there are: {@code (12 more)}, which no name looks like.
 */
public final class Ignored {
    public static final String HEADER = "Gateway-Ignored";

    private static final int LONGEST_VALUE = 4_000;
    private static final int LONGEST_NAME = 60;

    private Ignored() {}

    /** The header's value. */
    public static String value(Collection<String> names) {
        var value = new StringBuilder();
        int told = 0;
        for (var name : names) {
            var encoded = URLEncoder.encode(shortened(name), StandardCharsets.UTF_8);
            if (value.length() + encoded.length() > LONGEST_VALUE) {
                return value + ", (" + (names.size() - told) + " more)";
            }
            value.append(told++ == 0 ? "" : ", ").append(encoded);
        }
        return value.toString();
    }

    /** At most 60 characters of a name. */
    public static String shortened(String name) {
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(
                        0, Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1)) ? LONGEST_NAME - 1 : LONGEST_NAME);
    }
}
