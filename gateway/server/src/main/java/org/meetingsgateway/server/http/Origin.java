package org.meetingsgateway.server.http;

import java.util.Locale;

/** Scheme and authority as the caller used them, for example {@code https} and {@code meetlog.ru:8443}. */
record Origin(String scheme, String authority) {
    /** The authority's host in lower case, without port. */
    String host() {
        int colon = authority.lastIndexOf(':');
        var host = colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
        return host.toLowerCase(Locale.ROOT);
    }
}
