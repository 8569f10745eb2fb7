package org.meetingsgateway.server.canonical;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.Field;

/** Reads members of a body that the contract has checked into changes: absent stays as it is, null clears. */
record Bodies<F extends Enum<F> & Field>(JsonObject body, Changes.Builder<F> changes) {
    static <F extends Enum<F> & Field> Bodies<F> of(JsonObject body, Class<F> fields) {
        return new Bodies<>(body, Changes.of(fields));
    }

    /** A member with the name of the field, as it is. */
    Bodies<F> plain(F field) {
        return read(field, field.code(), value -> value);
    }

    Bodies<F> whole(F field) {
        return read(field, field.code(), value -> ((Number) value).longValue());
    }

    Bodies<F> time(F field) {
        return read(field, field.code(), value -> time((String) value));
    }

    Bodies<F> id(F field) {
        return read(field, field.code(), value -> UUID.fromString((String) value));
    }

    <E extends Enum<E> & Coded> Bodies<F> coded(F field, Class<E> type) {
        return read(field, field.code(), value -> Coded.of(type, (String) value));
    }

    /** A member under a name of its own, read by {@code how} unless it is null. */
    Bodies<F> read(F field, String member, Function<Object, Object> how) {
        return readFrom(body, field, member, how);
    }

    /** As {@link #read}, a member of an object inside the body. */
    Bodies<F> readFrom(JsonObject object, F field, String member, Function<Object, Object> how) {
        if (object.containsKey(member)) {
            var value = object.getValue(member);
            changes.set(field, value == null ? null : how.apply(value));
        }
        return this;
    }

    /** A list; null is the empty one. */
    Bodies<F> list(F field, Function<Object, Object> element) {
        return read(
                        field,
                        field.code(),
                        value -> ((JsonArray) value).stream().map(element).toList())
                .neverNull(field, List.of());
    }

    /** An object whose members are fields of their own: null clears all of them, and what it does not name stays. */
    @SafeVarargs
    final Bodies<F> object(String member, String prefix, F... fields) {
        if (body.containsKey(member)) {
            var object = body.getJsonObject(member);
            for (var field : fields) {
                if (object == null) {
                    changes.set(field, null);
                } else {
                    readFrom(object, field, field.code().substring(prefix.length()), value -> typed(field, value));
                }
            }
        }
        return this;
    }

    private static Object typed(Field field, Object value) {
        if (field.type() == UUID.class) {
            return UUID.fromString((String) value);
        }
        return field.type() == Long.class ? ((Number) value).longValue() : value;
    }

    static Instant time(String text) {
        return Instants.parse(text);
    }

    /** What cannot be without a value is not cleared. */
    Bodies<F> neverNull(F field, @Nullable Object orElse) {
        if (body.containsKey(field.code()) && body.getValue(field.code()) == null) {
            if (orElse == null) {
                throw new Problem.Invalid(
                        Violation.In.BODY, "/" + field.code(), "required", field.code() + " cannot be cleared");
            }
            changes.set(field, orElse);
        }
        return this;
    }

    Changes<F> done() {
        return changes.build();
    }
}
