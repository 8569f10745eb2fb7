package org.meetingsgateway.server.config;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of RFC 3986, in which {@code +} is a plain character. */
final class Percent {
    private Percent() {}

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** @throws IllegalArgumentException when a {@code %} is not followed by two hexadecimal digits */
    static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
