package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.wire.WireResponse;

/** Why something is refused, in the product's words: the other direction of {@link Rejection}. Never anything but text. */
final class Rejected {
    private static final int MOST = 5;
    private static final int LONGEST = 200;
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://\\S*");

    private Rejected() {}

    /** The messages of a record that is rejected; null where it is none. */
    static @Nullable String errors(WireResponse.Bytes response) {
        return object(response) instanceof JsonObject record
                        && record.getValue("errors") instanceof JsonObject errors
                        && !errors.isEmpty()
                ? messages(errors)
                : null;
    }

    /** The same, or the one sentence that other errors have; null where there is neither. */
    static @Nullable String reason(WireResponse.Bytes response) {
        var errors = errors(response);
        return errors == null
                        && object(response) instanceof JsonObject error
                        && error.getValue("error") instanceof String sentence
                ? "It refuses what was asked: " + shown(sentence)
                : errors;
    }

    private static @Nullable Object object(WireResponse.Bytes response) {
        try {
            return Json.decodeValue(response.body());
        } catch (DecodeException e) { // it says nothing
            return null;
        }
    }

    private static String messages(JsonObject errors) {
        return errors.stream()
                .flatMap(each -> texts(each.getValue()).map(text -> each.getKey() + ": " + text))
                .limit(MOST)
                .map(Rejected::shown)
                .collect(Collectors.joining("; ", "It rejects ", ""));
    }

    private static Stream<String> texts(@Nullable Object messages) {
        return messages instanceof JsonArray list
                ? list.stream().map(String::valueOf)
                : Stream.of(String.valueOf(messages));
    }

    /** On one line, not too long, and without addresses of machines. */
    private static String shown(String text) {
        var clean = new StringBuilder();
        ADDRESS.matcher(text)
                .replaceAll("…")
                .codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                        ? ' '
                        : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
