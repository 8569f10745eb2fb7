package org.meetingsgateway.memory;

import java.util.UUID;

/** New ids, which count up: a case can tell which ones its things will have. */
final class Fresh {
    private int made;

    /** Both names of one new thing: {@code …0f0001} for the first, whatever it is. */
    record Identity(UUID id, String alias) {}

    Identity next() {
        long number = 0xf0000L + ++made;
        return new Identity(
                UUID.fromString("00000000-0000-7000-8000-%012x".formatted(number)), "%024x".formatted(number));
    }
}
