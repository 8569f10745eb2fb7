package org.meetingsgateway.memory;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** New ids. */
@FunctionalInterface
interface Fresh {
    /** Both names of one new thing. */
    record Identity(UUID id, String alias) {}

    Identity next();

    /** Ids that count up, so that a case can tell which ones its things will have: {@code …0f0001} first, whatever it is. */
    static Fresh counting() {
        var made = new long[] {0xf0000L};
        return () -> {
            long number = ++made[0];
            return new Identity(
                    UUID.fromString("00000000-0000-7000-8000-%012x".formatted(number)), "%024x".formatted(number));
        };
    }

    /** Ids that nothing else has. */
    static Fresh random(RandomGenerator random) {
        return () -> new Identity(
                new UUID(
                        (random.nextLong() & 0xffffffffffff0fffL) | 0x4000L,
                        (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L),
                "%08x%016x".formatted(random.nextInt(), random.nextLong()));
    }
}
