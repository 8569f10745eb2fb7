package org.meetingsgateway.tck;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Field;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.remote.Seen;

/** Calls as cases write them, the other direction of {@link CanonicalJson}: components by their names, null where left out. */
final class CallJson {
    private static final Map<String, Class<?>> CALLS = CallSamples.all().stream()
            .map(Object::getClass)
            .collect(Collectors.toMap(type -> snake(type.getSimpleName()), type -> type));
    /** What lists of {@link Changes} hold. */
    private static final Map<String, Class<?>> ELEMENTS = Map.of(
            "PARTICIPANTS",
            Participant.class,
            "AGENDA",
            MinuteItem.class,
            "MINUTES",
            MinuteItem.class,
            "TAGS",
            String.class);

    private CallJson() {}

    /** A call by its name, such as {@code {"update_meeting": {"ref": "…", "changes": {"title": "…"}}}}. */
    static Call<?> of(JsonObject json) {
        var name = json.fieldNames().iterator().next();
        var type = CALLS.get(name);
        if (type == null || json.size() != 1) {
            throw new IllegalArgumentException("no call: " + json.fieldNames());
        }
        return (Call<?>) made(type, json.getJsonObject(name));
    }

    /** What the store has of what a call is about. */
    static Seen seen(JsonObject json) {
        return (Seen) made(Seen.class, json);
    }

    private static String snake(String name) {
        return name.replaceAll("(?<!^)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object value(Type type, @Nullable Object json) {
        if (json == null) {
            return null;
        }
        return type instanceof ParameterizedType generic ? generic(generic, json) : plain((Class<?>) type, json);
    }

    private static Object generic(ParameterizedType type, Object json) {
        var of = type.getActualTypeArguments()[0];
        if (type.getRawType() == Changes.class) {
            return changes((Class<?>) of, (JsonObject) json);
        }
        var list = ((JsonArray) json).stream().map(each -> value(of, each)).toList();
        return type.getRawType() == Set.class ? new LinkedHashSet<>(list) : list;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a class of fields that is known as a value only
    private static Object changes(Class<?> fields, JsonObject json) {
        var changes = Changes.of((Class) fields);
        json.forEach(member -> {
            var field = constant(fields, member.getKey());
            changes.set(field, element((Field) field, member.getValue()));
        });
        return changes.build();
    }

    private static @Nullable Object element(Field field, @Nullable Object json) {
        if (json == null || field.type() != List.class) {
            return value(field.type(), json);
        }
        var of = ELEMENTS.getOrDefault(field.name(), UUID.class);
        return ((JsonArray) json).stream().map(each -> value(of, each)).toList();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an enum that is known as a value only
    private static Enum<?> constant(Class<?> type, String code) {
        return Enum.valueOf((Class) type, code.toUpperCase(Locale.ROOT));
    }

    private static @Nullable Object plain(Class<?> type, Object json) {
        if (type == Instant.class) {
            return Instant.parse((String) json);
        }
        if (type == UUID.class) {
            return UUID.fromString((String) json);
        }
        if (type == MeetingRef.class) {
            return new MeetingRef((String) json);
        }
        if (type.isEnum()) {
            return constant(type, (String) json);
        }
        if (json instanceof Number number) {
            return type == Long.class
                    ? Long.valueOf(number.longValue())
                    : type == Double.class ? number.doubleValue() : number;
        }
        return type.isRecord() ? made(type, (JsonObject) json) : json;
    }

    private static Object made(Class<?> type, JsonObject json) {
        var components = type.getRecordComponents();
        var known = Arrays.stream(components)
                .map(component -> snake(component.getName()))
                .toList();
        if (!known.containsAll(json.fieldNames())) {
            throw new IllegalArgumentException(type.getSimpleName() + " has " + known + ", not " + json.fieldNames());
        }
        var values = Arrays.stream(components)
                .map(component -> value(component.getGenericType(), json.getValue(snake(component.getName()))))
                .toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no " + type.getSimpleName() + " of " + json, e);
        }
    }
}
