package org.meetingsgateway.tck;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;

/** One of each call that there is, with something in every place: a new call is among them by itself. */
final class CallSamples {
    private static final Map<Type, Object> VALUES = Stream.of(
                    "1", 1, 1L, 1.0, false, new UUID(0, 1), Instant.EPOCH, Duration.ZERO)
            .collect(Collectors.toMap(Object::getClass, value -> value));

    private CallSamples() {}

    static List<Call<?>> all() {
        return leaves(Call.class).<Call<?>>map(type -> (Call<?>) of(type)).toList();
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(CallSamples::leaves)
                : Stream.of(type);
    }

    private static Object of(Type type) {
        return switch (type) {
            case ParameterizedType generic -> generic(generic);
            case Class<?> plain -> plain(plain);
            default -> throw new IllegalArgumentException("no sample of " + type);
        };
    }

    private static Object generic(ParameterizedType type) {
        var raw = type.getRawType();
        return raw == List.class
                ? List.of()
                : raw == Set.class ? Set.of() : raw == Map.class ? Map.of() : changes(type);
    }

    /** Of nothing: so the fields do not matter. */
    private static Object changes(ParameterizedType type) {
        if (type.getRawType() != Changes.class) {
            throw new IllegalArgumentException("no sample of " + type);
        }
        return Changes.of(ActionItemField.class).build();
    }

    private static Object plain(Class<?> type) {
        var value = VALUES.get(MethodType.methodType(type).wrap().returnType());
        if (value != null) {
            return value;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isSealed()) {
            return plain(leaves(type).findFirst().orElseThrow());
        }
        if (!type.isRecord()) {
            throw new IllegalArgumentException("no sample of " + type);
        }
        return made(type);
    }

    private static Object made(Class<?> type) {
        try {
            Constructor<?> constructor = Arrays.stream(type.getDeclaredConstructors())
                    .filter(each -> each.getParameterCount() == type.getRecordComponents().length)
                    .findFirst()
                    .orElseThrow();
            constructor.setAccessible(true);
            return constructor.newInstance(Arrays.stream(constructor.getGenericParameterTypes())
                    .map(CallSamples::of)
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no sample of " + type, e);
        }
    }
}
