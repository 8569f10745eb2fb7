package org.meetingsgateway.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * New values for some fields of a thing; what is not named stays as it is. Creating is changing something empty, so
 * one type carries a creation, a merge patch and a legacy style's partial update.
 *
 * @param <F> the fields that the thing has
 */
public final class Changes<F extends Enum<F> & Field> {
    private final Map<F, @Nullable Object> values;

    private Changes(Map<F, @Nullable Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** Starts with nothing changed. */
    public static <F extends Enum<F> & Field> Builder<F> of(Class<F> fields) {
        return new Builder<>(fields);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public boolean has(F field) {
        return values.containsKey(field);
    }

    /** The new value of a field; null where the field is cleared or not named: {@link #has} tells which. */
    public @Nullable Object get(F field) {
        return values.get(field);
    }

    /** The new value of a field as the type that the field declares. */
    public <T> @Nullable T get(F field, Class<T> type) {
        return type.cast(values.get(field));
    }

    /** Every named field and its new value, in the order of the enum. */
    public void forEach(BiConsumer<? super F, ? super @Nullable Object> consumer) {
        values.forEach(consumer);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Changes<?> c && c.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    /** Collects changes; a value of the wrong type is a programming error and throws. */
    public static final class Builder<F extends Enum<F> & Field> {
        private final EnumMap<F, @Nullable Object> values;

        private Builder(Class<F> fields) {
            values = new EnumMap<>(fields);
        }

        public Builder<F> set(F field, @Nullable Object value) {
            if (value != null && !field.type().isInstance(value)) {
                throw new IllegalArgumentException(field + " is " + field.type().getSimpleName() + ", not "
                        + value.getClass().getSimpleName());
            }
            values.put(field, value);
            return this;
        }

        public Changes<F> build() {
            return new Changes<>(new EnumMap<>(values));
        }
    }
}
