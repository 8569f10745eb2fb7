package org.meetingsgateway.server.http;

import java.util.Locale;

/**
 * Scheme and authority as the caller used them, for example {@code https} and {@code meetlog.ru:8443}.
 *
 * @param forwarded whether a proxy told the authority
 */
record Origin(String scheme, String authority, boolean forwarded) {
    /** The authority's host in lower case, without port. */
    String host() {
        return withoutPort().toLowerCase(Locale.ROOT);
    }

    boolean isHttps() {
        return scheme.equals("https");
    }

    /** The same place by HTTPS. Our own port has no HTTPS; of a proxy's ports we know only that 80 has none. */
    String httpsAuthority() {
        return forwarded && !authority.endsWith(":80") ? authority : withoutPort();
    }

    private String withoutPort() {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }
}
