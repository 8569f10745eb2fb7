package org.meetingsgateway.model;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** An enum constant that is written in JSON and SQL as its lower-case name. */
public interface Coded {
    String name();

    /** The constant as written on the wire and in the store, for example {@code completed}. */
    default String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant of {@code type} that is written {@code code}, or empty where none is. */
    static <E extends Enum<E> & Coded> Optional<E> find(Class<E> type, String code) {
        return Stream.of(type.getEnumConstants())
                .filter(e -> e.code().equals(code))
                .findFirst();
    }

    /** The constant of {@code type} that is written {@code code}; an {@link IllegalArgumentException} names a stranger. */
    static <E extends Enum<E> & Coded> E of(Class<E> type, String code) {
        return find(type, code)
                .orElseThrow(() -> new IllegalArgumentException(code + " is no " + type.getSimpleName()));
    }
}
