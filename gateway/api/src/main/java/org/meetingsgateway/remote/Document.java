package org.meetingsgateway.remote;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.wire.Ignored;
import org.meetingsgateway.wire.WireResponse;

/**
 * A JSON object that a remote product sent, read strictly: what is not of the documented type is {@link
 * RemoteFailure.Unreadable}, and what nobody asked for is {@link #unknown}. A name that ends in {@code OrNull} takes a
 * member that is null or left out for none.
 */
public final class Document {
    /** How many unknown members are told of at the most. */
    public static final int UNKNOWN = 100;

    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"); // UUID.fromString takes less
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    private final String place;
    private final int status;
    private final JsonObject json;
    private final Set<String> unread;
    private final List<Document> parts = new ArrayList<>();

    private Document(String place, int status, JsonObject json) {
        this.place = place;
        this.status = status;
        this.json = json;
        this.unread = new LinkedHashSet<>(json.fieldNames());
    }

    /**
     * The body of an answer.
     *
     * @param kind what it is in the style's words, as in {@link Raw#kind}; pointers in messages and in {@link #unknown}
     *     begin with it
     */
    public static Document of(String kind, WireResponse.Bytes response) {
        if (value(kind, response) instanceof JsonObject object) {
            return new Document(kind, response.status(), object);
        }
        throw new RemoteFailure.Unreadable(kind + " is no object", response.status());
    }

    private static @Nullable Object value(String kind, WireResponse.Bytes response) {
        try {
            return Json.decodeValue(response.body());
        } catch (DecodeException e) { // its message shows the body
            throw new RemoteFailure.Unreadable(kind + " is no JSON", response.status());
        }
    }

    /** The same as a document of its own, as if it had not come inside another one: pointers begin with its kind. */
    public Document alone(String kind) {
        return new Document(kind, status, json);
    }

    /** The members that nobody asked for, here and in the objects that were asked for: kind and pointer (RFC 6901). */
    public Set<String> unknown() {
        return everything()
                .flatMap(part -> part.unread.stream().map(part::pointer))
                .limit(UNKNOWN)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Stream<Document> everything() {
        return Stream.concat(Stream.of(this), parts.stream().flatMap(Document::everything));
    }

    /** Known members that have no place in the canonical model. */
    public void skip(String... names) {
        unread.removeAll(Set.of(names));
    }

    /** A word that the style does not document: counted as what is unknown. */
    public void strange(String name) {
        unread.add(name);
    }

    /** What to throw where a member is not what it has to be; neither message shows a value. */
    public RemoteFailure.Unreadable unreadable(String name, String expected) {
        return new RemoteFailure.Unreadable(pointer(name) + " is no " + expected, status);
    }

    private String pointer(String name) {
        return place + "/" + Ignored.shortened(name).replace("~", "~0").replace("/", "~1");
    }

    /** A digest of all of it: equal documents have equal ones. */
    public String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(json.encode().getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has SHA-256
        }
    }

    /** The same as bytes, for {@link Raw#body} where it came inside a list. */
    public Buffer body() {
        return json.toBuffer();
    }

    // --- Members

    public String text(String name) {
        return required(name, textOrNull(name), "text");
    }

    /** What no store can hold, NUL and halves of surrogate pairs, is replaced by U+FFFD. */
    public @Nullable String textOrNull(String name) {
        return switch (value(name)) {
            case null -> null;
            case String text -> StorableText.of(text);
            default -> throw unreadable(name, "text");
        };
    }

    public boolean flag(String name) {
        return required(name, flagOrNull(name), "true or false");
    }

    public @Nullable Boolean flagOrNull(String name) {
        return switch (value(name)) {
            case null -> null;
            case Boolean flag -> flag;
            default -> throw unreadable(name, "true or false");
        };
    }

    public @Nullable BigDecimal numberOrNull(String name) {
        return switch (value(name)) {
            case null -> null;
            case Integer number -> BigDecimal.valueOf(number);
            case Long number -> BigDecimal.valueOf(number);
            case BigInteger number -> new BigDecimal(number);
            case Double number -> finite(name, number);
            default -> throw unreadable(name, "number");
        };
    }

    private BigDecimal finite(String name, double number) {
        if (!Double.isFinite(number)) { // more than a double holds
            throw unreadable(name, "number");
        }
        return BigDecimal.valueOf(number);
    }

    public long count(String name) {
        return required(name, countOrNull(name), "number that is not negative");
    }

    /** A number that is not negative, rounded half up to a whole one. */
    public @Nullable Long countOrNull(String name) {
        return countOrNull(name, 0);
    }

    /** The same of a number that counts in powers of ten: 6 for millions. */
    public @Nullable Long countOrNull(String name, int power) {
        var number = numberOrNull(name);
        if (number == null) {
            return null;
        }
        // The comparison first: the digits of a huge number would fill the memory.
        var scaled = number.scaleByPowerOfTen(power);
        if (scaled.signum() < 0 || scaled.compareTo(MAX_LONG) > 0) {
            throw unreadable(name, "number that can be counted");
        }
        return scaled.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    public Instant instant(String name) {
        return required(name, instantOrNull(name), "moment");
    }

    /** An ISO 8601 moment with its offset, of the years 0 to 9999. */
    public @Nullable Instant instantOrNull(String name) {
        var text = textOrNull(name);
        if (text == null) {
            return null;
        }
        try {
            var moment = Instant.parse(text);
            if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
                throw unreadable(name, "moment of our time");
            }
            return moment;
        } catch (DateTimeException e) {
            throw unreadable(name, "moment");
        }
    }

    public UUID uuid(String name) {
        return required(name, uuidOrNull(name), "UUID");
    }

    public @Nullable UUID uuidOrNull(String name) {
        var text = textOrNull(name);
        if (text == null) {
            return null;
        }
        if (!isUuid(text)) {
            throw unreadable(name, "UUID");
        }
        return UUID.fromString(text);
    }

    /** Whether a text is a UUID of 32 digits and four hyphens, in any letter case. */
    public static boolean isUuid(String text) {
        return ID.matcher(text).matches();
    }

    /** The texts of a list; null where there is none. */
    public @Nullable List<String> textsOrNull(String name) {
        var list = arrayOrNull(name);
        return list == null
                ? null
                : list.stream()
                        .map(text -> {
                            if (text instanceof String string) {
                                return StorableText.of(string);
                            }
                            throw unreadable(name, "list of texts");
                        })
                        .toList();
    }

    public Document object(String name) {
        return required(name, objectOrNull(name), "object");
    }

    public @Nullable Document objectOrNull(String name) {
        return switch (value(name)) {
            case null -> null;
            case JsonObject object -> part(pointer(name), object);
            default -> throw unreadable(name, "object");
        };
    }

    public List<Document> objects(String name) {
        return required(name, objectsOrNull(name), "list of objects");
    }

    public @Nullable List<Document> objectsOrNull(String name) {
        var list = arrayOrNull(name);
        return list == null ? null : objects(list, pointer(name));
    }

    private List<Document> objects(JsonArray list, String pointer) {
        return IntStream.range(0, list.size())
                .mapToObj(i -> {
                    if (list.getValue(i) instanceof JsonObject object) {
                        return part(pointer + "/*", object);
                    }
                    throw new RemoteFailure.Unreadable(pointer + "/" + i + " is no object", status);
                })
                .toList();
    }

    private Document part(String at, JsonObject object) {
        var part = new Document(at, status, object);
        parts.add(part);
        return part;
    }

    private @Nullable JsonArray arrayOrNull(String name) {
        return switch (value(name)) {
            case null -> null;
            case JsonArray array -> array;
            default -> throw unreadable(name, "list");
        };
    }

    private @Nullable Object value(String name) {
        unread.remove(name);
        return json.getValue(name);
    }

    private <T> T required(String name, @Nullable T value, String expected) {
        if (value == null) {
            throw unreadable(name, expected);
        }
        return value;
    }
}
