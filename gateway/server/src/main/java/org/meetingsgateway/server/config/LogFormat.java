package org.meetingsgateway.server.config;

import java.util.Locale;

/** How log lines are written to stderr. */
public enum LogFormat {
    TEXT,
    JSON;

    /** The name in the configuration: {@code json}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
