package org.meetingsgateway.bench;

import java.util.EnumSet;
import java.util.Set;

/** Other servers beside the gateway, by what they are compared in. */
enum Yardstick {
    /** Pages of meetings: nginx, HAProxy and Spring Cloud Gateway in front of a fixed body. */
    PROXIES("proxies"),
    /** One meeting with its transcript: the bare handler with the same SQL. */
    READINGS("readings"),
    /** Recordings: Django REST framework on the same PostgreSQL. */
    DJANGO("django");

    /** The option for all of them. */
    static final String ALL = "yardsticks";

    private final String option;

    Yardstick(String option) {
        this.option = option;
    }

    /** Those that an option means, which are none where it means something else. */
    static Set<Yardstick> of(String only) {
        var meant = EnumSet.allOf(Yardstick.class);
        meant.removeIf(each -> !only.equals(ALL) && !only.equals(each.option));
        return meant;
    }
}
