package org.meetingsgateway.memory;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Field;

/** What is there after changes: the new value of a field that they name, the old one of any other. */
record Written<F extends Enum<F> & Field>(Changes<F> changes) {
    <T> @Nullable T value(F field, Class<T> type, @Nullable T old) {
        return changes.has(field) ? changes.get(field, type) : old;
    }

    @Nullable
    String text(F field, @Nullable String old) {
        return value(field, String.class, old);
    }

    /** Of a field that cannot be cleared. */
    <T> T required(F field, Class<T> type, @Nullable T old) {
        return Objects.requireNonNull(value(field, type, old), field.name());
    }

    /** The ids that a field names; none where it is cleared or not named. */
    List<UUID> ids(F field) {
        List<?> ids = changes.get(field, List.class);
        return ids == null ? List.of() : ids.stream().map(UUID.class::cast).toList();
    }
}
