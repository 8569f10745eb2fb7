package org.meetingsgateway.adapters.desktop;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The header {@code Allow}, with the methods in the order that the style has them in. */
final class Allow {
    private static final List<String> ORDER = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    private Allow() {}

    static String value(Set<String> methods) {
        return ORDER.stream().filter(methods::contains).collect(Collectors.joining(", "));
    }
}
