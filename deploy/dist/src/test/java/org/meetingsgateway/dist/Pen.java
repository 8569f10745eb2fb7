package org.meetingsgateway.dist;

import java.util.ArrayList;
import java.util.List;

/** Gives one writer marks that nothing else has. */
final class Pen {
    private final String name;
    private int number;

    Pen(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    int number() {
        return number;
    }

    String mark() {
        return name + "-" + ++number;
    }

    /** Other headers, and an {@code Idempotency-Key} for the latest mark where it is to have one. */
    String[] key(boolean hasKey, String... others) {
        var all = new ArrayList<>(List.of(others));
        if (hasKey) {
            all.addAll(List.of("Idempotency-Key", name + "-key-" + number));
        }
        return all.toArray(String[]::new);
    }
}
