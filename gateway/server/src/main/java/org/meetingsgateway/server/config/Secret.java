package org.meetingsgateway.server.config;

/** A text that must not be shown: it prints as dots wherever it is printed. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "•••";
    }
}
