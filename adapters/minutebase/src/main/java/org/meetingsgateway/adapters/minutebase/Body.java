package org.meetingsgateway.adapters.minutebase;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/**
 * A JSON object that a client sent, read attribute by attribute. What is wrong is collected under the attribute's name;
 * what nobody asked for has no effect and can be named. Not to be shared: reading it changes it.
 */
final class Body {
    /** The years that a moment may be in: what the store and every other style can say. */
    private static final long EARLIEST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();

    private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final String UNSTORABLE = "has a character that cannot be kept";
    private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,15}");

    /** Reads what RFC 8259 allows and nothing else: Vert.x would take comments, too, and the last of two values of one name. */
    private static final JsonFactory JSON = JsonFactory.builder()
            // Names from strangers are not worth remembering.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** What more is wrong is not told: a small body must not make a large answer. */
    private static final int MOST_MESSAGES = 100;

    private final JsonObject members;
    private final Set<String> asked = new LinkedHashSet<>();
    private final Map<String, List<String>> errors = new LinkedHashMap<>();
    private final Set<String> inside = new LinkedHashSet<>();
    private int messages;

    private Body(JsonObject members) {
        this.members = members;
    }

    /**
     * The body of a request; no body is an empty object.
     *
     * @throws Problem.Malformed when it is not JSON, or not an object
     */
    static Body of(WireRequest request) {
        if (request.body().length() == 0) {
            return new Body(new JsonObject());
        }
        try {
            if (JacksonCodec.fromParser(JSON.createParser(utf8(request.body())), Object.class)
                    instanceof JsonObject members) {
                return new Body(members);
            }
        } catch (DecodeException | IOException e) {
            throw new Problem.Malformed("The body is not valid JSON");
        }
        throw new Problem.Malformed("The body must be a JSON object");
    }

    /** A byte that is no UTF-8 is refused: it must not be stored as another character. */
    private static String utf8(Buffer body) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(body.getBytes()))
                .toString();
    }

    /** An object inside a body, with errors of its own. */
    static Body of(JsonObject members) {
        return new Body(members);
    }

    /** Whether it has the attribute, be it null. */
    boolean has(String name) {
        asked.add(name);
        return members.containsKey(name);
    }

    /** Whether it has the attribute, be it null, and somebody asked for it. */
    boolean understood(String name) {
        return asked.contains(name) && members.containsKey(name);
    }

    /** As it was sent. */
    @Nullable
    Object value(String name) {
        asked.add(name);
        return members.getValue(name);
    }

    /** All of it, as it was sent, where the attributes' names are the client's. */
    Map<String, Object> members() {
        asked.addAll(members.fieldNames());
        return Collections.unmodifiableMap(members.getMap());
    }

    /** A text; null where it is left out, null or something else, which is an error. */
    @Nullable
    String text(String name, int longest) {
        var value = value(name);
        if (value instanceof String text) {
            if (text.codePointCount(0, text.length()) > longest) {
                reject(name, "is too long: " + longest + " characters at most");
            } else if (isStorable(text)) {
                return text;
            } else {
                reject(name, UNSTORABLE);
            }
        } else if (value != null) {
            reject(name, "must be a text");
        }
        return null;
    }

    /** A moment in epoch seconds, as a number or as digits; null where it is left out, null or something else, which is an error. */
    @Nullable
    Instant moment(String name) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        var seconds = seconds(value);
        if (seconds != null && seconds >= EARLIEST && seconds <= LATEST) {
            return Instant.ofEpochSecond(seconds);
        }
        reject(name, "must be a time in epoch seconds");
        return null;
    }

    private static @Nullable Long seconds(Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double number) { // 1.3e9 is a whole number, too
            return number == Math.rint(number) ? (Long) number.longValue() : null;
        }
        return value instanceof String text && SECONDS.matcher(text).matches() ? (Long) Long.parseLong(text) : null;
    }

    /** Yes or no; null where it is left out, null or something else, which is an error. */
    @Nullable
    Boolean flag(String name) {
        var value = value(name);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        reject(name, "must be true or false");
        return null;
    }

    /** A whole number; null where it is left out, null or something else, which is an error. */
    @Nullable
    Long number(String name) {
        var value = value(name);
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value != null) {
            reject(name, "must be a whole number");
        }
        return null;
    }

    /** Texts; null and left out are none, and what is no list of texts is an error. */
    List<String> texts(String name) {
        var value = value(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof JsonArray array && array.stream().allMatch(String.class::isInstance)) {
            var texts = array.stream().map(String.class::cast).toList();
            if (texts.stream().allMatch(Body::isStorable)) {
                return texts;
            }
            reject(name, UNSTORABLE);
        } else {
            reject(name, "must be a list of texts");
        }
        return List.of();
    }

    /** Whether it is text that can be kept: U+0000 and half a surrogate pair cannot. */
    private static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    /** It has no effect, other than what was asked for. */
    void ignore(String name) {
        inside.add(name);
    }

    /** What nobody asked for. */
    Set<String> ignored() {
        var ignored = new LinkedHashSet<>(members.fieldNames());
        ignored.removeAll(asked);
        ignored.addAll(inside);
        return ignored;
    }

    void reject(String name, String message) {
        if (messages < MOST_MESSAGES) {
            messages++;
            errors.computeIfAbsent(name, field -> new ArrayList<>()).add(message);
        }
    }

    boolean isRejected(String name) {
        return errors.containsKey(name);
    }

    boolean isRejected() {
        return !errors.isEmpty();
    }

    /** Messages by the name of the attribute, in the order in which they were found. */
    Map<String, List<String>> errors() {
        return Collections.unmodifiableMap(errors);
    }

    /** An answer that says which attributes had no effect: those that nobody asked for. */
    WireResponse told(WireResponse answer) {
        return answer.ignoring(ignored());
    }
}
