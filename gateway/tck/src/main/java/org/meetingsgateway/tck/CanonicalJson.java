package org.meetingsgateway.tck;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.remote.Raw;

/**
 * Canonical values as JSON, to be compared with what a case says: records by their components' names in snake case, nothing
 * where one is null; but what is cleared by {@link Changes} is null. A {@link Raw} is its kind.
 */
final class CanonicalJson {
    private CanonicalJson() {}

    static JsonObject of(Record value) {
        var json = new JsonObject();
        for (var component : value.getClass().getRecordComponents()) {
            var member = of(read(component, value));
            if (member != null) {
                json.put(snake(component.getName()), member);
            }
        }
        return json;
    }

    private static @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Raw raw -> raw.kind();
            case Coded coded -> coded.code();
            case Changes<?> changes -> members(changes);
            case Record part -> of(part);
            case Set<?> set ->
                new JsonArray(set.stream().map(String::valueOf).sorted().toList());
            case Collection<?> list -> array(list);
            case Number number -> number;
            case Boolean flag -> flag;
            default -> value.toString();
        };
    }

    private static JsonArray array(Collection<?> list) {
        var array = new JsonArray();
        list.forEach(each -> array.add(of(each)));
        return array;
    }

    private static JsonObject members(Changes<?> changes) {
        var json = new JsonObject();
        changes.forEach((field, value) -> json.put(field.name().toLowerCase(Locale.ROOT), of(value)));
        return json;
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object read(RecordComponent component, Record value) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
