package org.meetingsgateway.server.config;

import java.util.Locale;

/** The flags that are no settings: they have no value and no variable. */
enum Switch {
    DEMO(
            "also fill the tenant acme with meetings of all styles, connect simulated products, and print commands to try"),
    MIGRATE("only bring the database of GATEWAY_DATABASE_URL to the schema of this version, and end"),
    CHECK("only look whether the configuration is right and everything that it names is there; changes nothing"),
    HELP("print this text"),
    VERSION("print the version, the commit that it was built from where that is known, and the Java that it runs on");

    private final String meaning;

    Switch(String meaning) {
        this.meaning = meaning;
    }

    String flag() {
        return "--" + name().toLowerCase(Locale.ROOT);
    }

    String meaning() {
        return meaning;
    }
}
