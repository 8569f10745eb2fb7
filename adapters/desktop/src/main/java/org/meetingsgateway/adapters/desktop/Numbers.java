package org.meetingsgateway.adapters.desktop;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** Numbers, which may be written as texts. */
final class Numbers {
    private static final int LONGEST = 1000;
    private static final Pattern ZEROS = Pattern.compile("\\.0*\\s*$");
    private static final Pattern WHOLE = Pattern.compile("\\s*([+-]?[0-9]+(?:_[0-9]+)*)\\s*");
    private static final Pattern FRACTION =
            Pattern.compile("\\s*([+-]?(?:[0-9][0-9_]*\\.?[0-9_]*|\\.[0-9][0-9_]*)(?:[eE][+-]?[0-9]+)?)\\s*");

    private Numbers() {}

    /** A whole number; {@code 5.0} is one. */
    static long integer(Object value, String pointer, long min, long max) {
        var text = Python.text(value);
        isShort(text, pointer);
        var whole = WHOLE.matcher(ZEROS.matcher(text).replaceFirst(""));
        if (value instanceof Boolean || !whole.matches()) {
            throw Fields.invalid(pointer, "invalid_input", "A valid integer is required.");
        }
        var number = new BigInteger(whole.group(1).replace("_", ""));
        if (number.compareTo(BigInteger.valueOf(max)) > 0) {
            throw Fields.invalid(pointer, "max_value", "Ensure this value is less than or equal to %d.".formatted(max));
        }
        if (number.compareTo(BigInteger.valueOf(min)) < 0) {
            throw Fields.invalid(
                    pointer, "min_value", "Ensure this value is greater than or equal to %d.".formatted(min));
        }
        return number.longValueExact();
    }

    /** Any number; what is none, and what is beyond all numbers, is refused. */
    static double number(Object value, String pointer) {
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        var text = Python.text(value);
        isShort(text, pointer);
        var fraction = FRACTION.matcher(text);
        double number =
                fraction.matches() ? Double.parseDouble(fraction.group(1).replace("_", "")) : Double.NaN;
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw Fields.invalid(pointer, "invalid_input", "A valid number is required.");
        }
        return number + 0.0; // there is no negative zero in a database key
    }

    private static void isShort(String text, String pointer) {
        if (text.length() > LONGEST) {
            throw Fields.invalid(pointer, "max_string_length", "String value too large.");
        }
    }
}
