package org.meetingsgateway.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The header {@code Gateway-Ignored}: what of a request had no effect, by name. A caller chose the names, so they are
 * shortened and encoded as in a form.
 */
public final class Ignored {
    public static final String HEADER = "Gateway-Ignored";

    /** How many are named at the most. */
    public static final int NAMES = 20;

    private static final int LENGTH = 60;

    private Ignored() {}

    /** The header's value. */
    public static String value(Collection<String> names) {
        return names.stream()
                .limit(NAMES)
                .map(name -> URLEncoder.encode(shortened(name), StandardCharsets.UTF_8))
                .collect(Collectors.joining(", "));
    }

    /** At most 60 characters of a name. */
    public static String shortened(String name) {
        return name.length() <= LENGTH
                ? name
                : name.substring(0, Character.isHighSurrogate(name.charAt(LENGTH - 1)) ? LENGTH - 1 : LENGTH);
    }
}
