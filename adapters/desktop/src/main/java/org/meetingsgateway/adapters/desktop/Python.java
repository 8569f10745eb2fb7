package org.meetingsgateway.adapters.desktop;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the original, which is written in Python, names types and shows values inside its messages. */
final class Python {
    private static final int LONGEST_SHOWN = 50;

    private Python() {}

    /** The name of a JSON value's type. */
    static String type(@Nullable Object value) {
        return switch (value) {
            case null -> "NoneType";
            case String text -> "str";
            case Boolean flag -> "bool";
            case Integer number -> "int";
            case Long number -> "int";
            case java.math.BigInteger number -> "int";
            case Number number -> "float";
            case JsonArray list -> "list";
            case Form.Values list -> "list";
            default -> "dict";
        };
    }

    /** A JSON value as a text. */
    static String text(@Nullable Object value) {
        return value instanceof String text ? text : quoted(value);
    }

    /** A JSON value as it is shown in an error, where the middle of a long one is left out. */
    static String shown(@Nullable Object value) {
        var all = quoted(value);
        int length = all.codePointCount(0, all.length());
        return length <= LONGEST_SHOWN
                ? all
                : all.substring(0, all.offsetByCodePoints(0, LONGEST_SHOWN / 2)) + "..."
                        + all.substring(all.offsetByCodePoints(0, length - LONGEST_SHOWN / 2 + 1));
    }

    private static String quoted(@Nullable Object value) {
        return switch (value) {
            case null -> "None";
            case Boolean flag -> flag ? "True" : "False";
            case Double number -> number(number);
            case String text ->
                text.contains("'") && !text.contains("\"")
                        ? '"' + text + '"'
                        : "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
            case JsonArray list -> list.stream().map(Python::quoted).collect(Collectors.joining(", ", "[", "]"));
            case JsonObject object ->
                object.stream()
                        .map(member -> quoted(member.getKey()) + ": " + quoted(member.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            default -> value.toString();
        };
    }

    /** The shortest digits that mean this number; with an exponent from 1e16 on and below 1e-4. */
    private static String number(double number) {
        double size = Math.abs(number);
        if (size == 0) {
            return Double.toString(number);
        }
        if (Double.isInfinite(number)) {
            return number < 0 ? "-inf" : "inf";
        }
        var digits = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        if (size >= 1e-4 && size < 1e16) {
            return digits.scale() <= 0 ? digits.setScale(1).toPlainString() : digits.toPlainString();
        }
        int exponent = digits.precision() - digits.scale() - 1;
        return digits.movePointLeft(exponent).stripTrailingZeros().toPlainString()
                + "e%s%02d".formatted(exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
