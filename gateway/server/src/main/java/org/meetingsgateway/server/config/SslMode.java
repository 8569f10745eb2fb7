package org.meetingsgateway.server.config;

import java.util.Locale;

/** How far a database connection is encrypted and its server checked, as in libpq's {@code sslmode}. */
public enum SslMode {
    DISABLE,
    PREFER,
    REQUIRE,
    VERIFY_CA,
    VERIFY_FULL;

    /** The name in a connection URL: {@code verify-full}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
