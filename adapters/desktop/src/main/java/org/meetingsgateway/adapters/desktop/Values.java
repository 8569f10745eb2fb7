package org.meetingsgateway.adapters.desktop;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of any kind: those of variables, of what a caller keeps with a query, and of what a query finds. */
final class Values {
    private Values() {}

    /** Refuses texts that cannot be kept, and numbers that are none, however deep they are. */
    static void storable(@Nullable Object value, String pointer) {
        if (value instanceof String text) {
            Texts.storable(text, pointer);
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            throw Fields.invalid(pointer, "invalid_input", "A valid number is required.");
        } else if (value instanceof JsonObject object) {
            object.forEach(member -> {
                Texts.storable(member.getKey(), pointer);
                storable(member.getValue(), pointer + "/" + member.getKey());
            });
        } else if (value instanceof JsonArray list) {
            for (int i = 0; i < list.size(); i++) {
                storable(list.getValue(i), pointer + "/" + i);
            }
        }
    }

    /** What a variable may stand for: a text, a number, a boolean, null, or a list of these. */
    static @Nullable Object ofVariable(@Nullable Object value, String pointer) {
        if (!(value instanceof JsonArray list)) {
            return scalar(value, pointer);
        }
        var values = new ArrayList<@Nullable Object>();
        for (int i = 0; i < list.size(); i++) {
            values.add(scalar(list.getValue(i), pointer + "/" + i));
        }
        return values;
    }

    private static @Nullable Object scalar(@Nullable Object value, String pointer) {
        if (value instanceof JsonObject || value instanceof JsonArray) {
            throw Fields.invalid(
                    pointer,
                    "invalid_input",
                    "The value of a variable must be a text, a number, a boolean, null or a list of these.");
        }
        return value;
    }

    /** Whether it says nothing: null, an empty list, an object whose members are all null. */
    static boolean isEmpty(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case JsonArray list -> list.isEmpty();
            case JsonObject object -> object.stream().allMatch(member -> member.getValue() == null);
            default -> false;
        };
    }

    /** As JSON; what it has no form for is null (numbers) or a text (the rest). */
    static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Boolean flag -> json.writeBoolean(flag);
            case BigDecimal number -> json.writeNumber(number);
            case BigInteger number -> json.writeNumber(number);
            case Float number -> fraction(json, number);
            case Double number -> fraction(json, number);
            case Number number -> json.writeNumber(number.longValue());
            case JsonObject object -> members(json, object.getMap());
            case Map<?, ?> map -> members(json, map);
            case JsonArray list -> items(json, list.getList());
            case List<?> list -> items(json, list);
            default -> json.writeString(value.toString());
        }
    }

    private static void fraction(JsonGenerator json, double number) throws IOException {
        if (Double.isFinite(number)) {
            json.writeNumber(number);
        } else {
            json.writeNull();
        }
    }

    private static void members(JsonGenerator json, Map<?, ?> members) throws IOException {
        json.writeStartObject();
        for (var member : members.entrySet()) {
            json.writeFieldName(String.valueOf(member.getKey()));
            write(json, member.getValue());
        }
        json.writeEndObject();
    }

    private static void items(JsonGenerator json, List<?> items) throws IOException {
        json.writeStartArray();
        for (var item : items) {
            write(json, item);
        }
        json.writeEndArray();
    }
}
