package org.meetingsgateway.server.config;

import java.util.List;

/** The surfaces that the configuration can name. */
final class Surfaces {
    static final List<String> NAMES = List.of("canonical", "meetlog", "minutebase", "desktop");

    private Surfaces() {}
}
