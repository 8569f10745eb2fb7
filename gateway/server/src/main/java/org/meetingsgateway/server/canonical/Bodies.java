package org.meetingsgateway.server.canonical;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.Field;

/**
 * Reads a body as a merge patch (RFC 7396) of a thing's fields: what is not named stays, null clears. The contract has
 * checked the body, so values are of the right type and only clear what can be empty. Creating is patching nothing.
 *
 * @param <F> the fields that the thing has; a member is named as its field
 */
final class Bodies<F extends Enum<F> & Field> {
    private final Class<F> fields;
    private final JsonObject body;
    private final Changes.Builder<F> changes;

    /** Reads every member that has a field of its own, lists excepted. */
    Bodies(Class<F> fields, JsonObject body) {
        this.fields = fields;
        this.body = body;
        this.changes = Changes.of(fields);
        fields("", body);
    }

    /** Reads an object whose members are the fields {@code <name>_<member>}; null clears all of them. */
    Bodies<F> object(String name) {
        if (body.containsKey(name)) {
            fields(name + "_", body.getJsonObject(name));
        }
        return this;
    }

    /** Reads a list, which replaces the stored one; null empties it. */
    Bodies<F> list(F field, ListReader reader) {
        var name = field.code();
        if (body.containsKey(name)) {
            var array = body.getJsonArray(name);
            changes.set(field, array == null ? List.of() : reader.read(array));
        }
        return this;
    }

    Changes<F> changes() {
        return changes.build();
    }

    /** Reads the elements of a list. */
    @FunctionalInterface
    interface ListReader {
        List<?> read(JsonArray array);
    }

    /** A list of texts. */
    static List<String> texts(JsonArray array) {
        return array.stream().map(String.class::cast).toList();
    }

    /** A list of ids. */
    static List<UUID> ids(JsonArray array) {
        return array.stream().map(id -> UUID.fromString((String) id)).toList();
    }

    private void fields(String prefix, @Nullable JsonObject object) {
        for (var field : fields.getEnumConstants()) {
            if (field.type() == List.class || !field.code().startsWith(prefix)) {
                continue;
            }
            var name = field.code().substring(prefix.length());
            if (object == null) {
                changes.set(field, null);
            } else if (object.containsKey(name)) {
                changes.set(field, value(field.type(), object.getValue(name)));
            }
        }
    }

    private static @Nullable Object value(Class<?> type, @Nullable Object json) {
        if (json instanceof Number number) {
            return type == Long.class ? (Object) number.longValue() : (Object) number.intValue();
        }
        if (json instanceof String text) {
            if (type == Instant.class) {
                return Instants.parse(text);
            }
            if (type == UUID.class) {
                return UUID.fromString(text);
            }
            return type.isEnum() ? constant(type, text) : text;
        }
        return json;
    }

    private static Object constant(Class<?> type, String code) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> ((Coded) constant).code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(code + " is no " + type.getSimpleName()));
    }
}
