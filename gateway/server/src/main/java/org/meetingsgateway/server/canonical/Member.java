package org.meetingsgateway.server.canonical;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Coded;

/**
 * One member of a thing's JSON.
 *
 * @param encoded the name, encoded once: names are a third of a list's bytes
 */
record Member<T>(SerializedString encoded, Writer<T> writer) {
    /** Whole numbers up to this one are whole as a double, too. */
    private static final double EXACT = 1L << 53;

    /** Writes the member's name and value; or neither, where the thing does not have it. */
    @FunctionalInterface
    interface Writer<T> {
        void write(JsonGenerator json, SerializedString name, T thing) throws IOException;
    }

    String name() {
        return encoded.getValue();
    }

    void write(JsonGenerator json, T thing) throws IOException {
        writer.write(json, encoded, thing);
    }

    private static <T> Member<T> of(String name, Writer<T> writer) {
        return new Member<>(new SerializedString(name), writer);
    }

    static <T> Member<T> text(String name, Function<T, @Nullable String> value) {
        return of(name, (json, encoded, thing) -> {
            json.writeFieldName(encoded);
            text(json, value.apply(thing));
        });
    }

    static <T> Member<T> id(String name, Function<T, @Nullable UUID> value) {
        return of(name, (json, encoded, thing) -> {
            json.writeFieldName(encoded);
            id(json, value.apply(thing));
        });
    }

    static <T> Member<T> code(String name, Function<T, @Nullable Coded> value) {
        return of(name, (json, encoded, thing) -> {
            json.writeFieldName(encoded);
            var code = value.apply(thing);
            text(json, code == null ? null : code.code());
        });
    }

    static <T> Member<T> moment(String name, Function<T, @Nullable Instant> value) {
        return of(name, (json, encoded, thing) -> {
            json.writeFieldName(encoded);
            var moment = value.apply(thing);
            if (moment == null) {
                json.writeNull();
            } else {
                var bytes = new byte[Instants.MAX_LENGTH];
                json.writeRawUTF8String(bytes, 0, Instants.write(moment, bytes));
            }
        });
    }

    static <T> Member<T> count(String name, ToLongFunction<T> value) {
        return of(name, (json, encoded, thing) -> {
            json.writeFieldName(encoded);
            json.writeNumber(value.applyAsLong(thing));
        });
    }

    /** A number or null; a whole one is written as one, 1200 and not 1200.0. */
    static <T> Member<T> number(String name, Function<T, @Nullable Number> value) {
        return of(name, (json, encoded, thing) -> {
            json.writeFieldName(encoded);
            var number = value.apply(thing);
            if (number == null) {
                json.writeNull();
            } else if (number instanceof Double d && (d != Math.rint(d) || Math.abs(d) > EXACT)) {
                json.writeNumber(d);
            } else {
                json.writeNumber(number.longValue());
            }
        });
    }

    static <T> Member<T> flag(String name, Predicate<T> value) {
        return of(name, (json, encoded, thing) -> {
            json.writeFieldName(encoded);
            json.writeBoolean(value.test(thing));
        });
    }

    /** True, false or null. */
    static <T> Member<T> answer(String name, Function<T, @Nullable Boolean> value) {
        return of(name, (json, encoded, thing) -> {
            json.writeFieldName(encoded);
            var answer = value.apply(thing);
            if (answer == null) {
                json.writeNull();
            } else {
                json.writeBoolean(answer);
            }
        });
    }

    static <T, V> Member<T> object(String name, Function<T, @Nullable V> value, Shape<V> shape) {
        return of(name, (json, encoded, thing) -> {
            json.writeFieldName(encoded);
            var object = value.apply(thing);
            if (object == null) {
                json.writeNull();
            } else {
                shape.write(json, object);
            }
        });
    }

    static <T> Member<T> texts(String name, Function<T, List<String>> values) {
        return of(name, (json, encoded, thing) -> {
            json.writeFieldName(encoded);
            json.writeStartArray();
            for (var value : values.apply(thing)) {
                json.writeString(value);
            }
            json.writeEndArray();
        });
    }

    static <T> Member<T> counts(String name, Function<T, List<Integer>> values) {
        return of(name, (json, encoded, thing) -> {
            json.writeFieldName(encoded);
            json.writeStartArray();
            for (int value : values.apply(thing)) {
                json.writeNumber(value);
            }
            json.writeEndArray();
        });
    }

    static <T> Member<T> ids(String name, Function<T, List<UUID>> values) {
        return of(name, (json, encoded, thing) -> {
            json.writeFieldName(encoded);
            json.writeStartArray();
            for (var value : values.apply(thing)) {
                id(json, value);
            }
            json.writeEndArray();
        });
    }

    static <T, V> Member<T> objects(String name, Function<T, @Nullable List<V>> values, Shape<V> shape) {
        return of(name, (json, encoded, thing) -> {
            var objects = values.apply(thing);
            if (objects != null) { // a part that was not asked for is left out
                json.writeFieldName(encoded);
                shape.writeAll(json, objects);
            }
        });
    }

    /** A member that is there only where it has a value. */
    static <T> Member<T> optionalText(String name, Function<T, @Nullable String> value) {
        return of(name, (json, encoded, thing) -> {
            var text = value.apply(thing);
            if (text != null) {
                json.writeFieldName(encoded);
                json.writeString(text);
            }
        });
    }

    private static void text(JsonGenerator json, @Nullable String text) throws IOException {
        if (text == null) {
            json.writeNull();
        } else {
            json.writeString(text);
        }
    }

    private static void id(JsonGenerator json, @Nullable UUID id) throws IOException {
        if (id == null) {
            json.writeNull();
        } else {
            json.writeString(id.toString());
        }
    }
}
