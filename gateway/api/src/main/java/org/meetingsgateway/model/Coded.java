package org.meetingsgateway.model;

import java.util.Optional;

/** An enum constant that is written in JSON and SQL as its lower-case name. */
public interface Coded {
    String name();

    /** The constant as written on the wire and in the store, for example {@code completed}. */
    default String code() {
        return Codes.of(((Enum<?>) this).getDeclaringClass()).code(this);
    }

    /** The constant of {@code type} that is written {@code code}, or empty where none is. */
    static <E extends Enum<E> & Coded> Optional<E> find(Class<E> type, String code) {
        return Optional.ofNullable(Codes.of(type).constant(code)).map(type::cast);
    }

    /** The constant of {@code type} that is written {@code code}; an {@link IllegalArgumentException} names a stranger. */
    static <E extends Enum<E> & Coded> E of(Class<E> type, String code) {
        var constant = Codes.of(type).constant(code);
        if (constant == null) {
            throw new IllegalArgumentException(code + " is no " + type.getSimpleName());
        }
        return type.cast(constant);
    }
}
