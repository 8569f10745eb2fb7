package org.meetingsgateway.model;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The codes of an enum, made once: a list of 50 meetings asks hundreds of times for them. */
final class Codes {
    private static final ClassValue<Codes> OF_TYPE = new ClassValue<>() {
        @Override
        protected Codes computeValue(Class<?> type) {
            return new Codes(Objects.requireNonNull(type.getEnumConstants()));
        }
    };

    private final Map<Object, String> codes = new HashMap<>();
    private final Map<String, Object> constants = new HashMap<>();

    private Codes(Object[] all) {
        for (var each : all) {
            var code = ((Enum<?>) each).name().toLowerCase(Locale.ROOT);
            codes.put(each, code);
            constants.put(code, each);
        }
    }

    static Codes of(Class<?> type) {
        return OF_TYPE.get(type);
    }

    String code(Object constant) {
        return Objects.requireNonNull(codes.get(constant));
    }

    @Nullable
    Object constant(String code) {
        return constants.get(code);
    }
}
