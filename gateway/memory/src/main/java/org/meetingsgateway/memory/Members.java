package org.meetingsgateway.memory;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Coded;

/** The members of an object in a case, each of which has to be read: a misspelt one must not count as absent. */
public final class Members {
    private final JsonObject json;
    private final Set<String> unread;

    public Members(JsonObject json) {
        this.json = json;
        this.unread = new LinkedHashSet<>(json.fieldNames());
    }

    /** Reads an object whole; {@link IllegalArgumentException} where it has a member that nobody asked for. */
    public static <T> T whole(JsonObject json, Function<Members, T> reading) {
        var members = new Members(json);
        var read = reading.apply(members);
        if (!members.unread.isEmpty()) {
            throw new IllegalArgumentException("unknown members " + members.unread + " of " + json.encode());
        }
        return read;
    }

    private JsonObject reading(String name) {
        unread.remove(name);
        return json;
    }

    public boolean has(String name) {
        return json.containsKey(name);
    }

    public @Nullable String string(String name) {
        return reading(name).getString(name);
    }

    public String string(String name, String otherwise) {
        return Objects.requireNonNullElse(string(name), otherwise);
    }

    public @Nullable Instant instant(String name) {
        return reading(name).getInstant(name);
    }

    public Instant instant(String name, Instant otherwise) {
        return Objects.requireNonNullElse(instant(name), otherwise);
    }

    public @Nullable UUID uuid(String name) {
        var text = string(name);
        return text == null ? null : UUID.fromString(text);
    }

    public UUID uuid(String name, UUID otherwise) {
        return Objects.requireNonNullElse(uuid(name), otherwise);
    }

    public UUID id() {
        return Objects.requireNonNull(uuid("id"), "an id is needed");
    }

    public @Nullable Long number(String name) {
        return reading(name).getLong(name);
    }

    public @Nullable Double fraction(String name) {
        return reading(name).getDouble(name);
    }

    /** Whatever it is. */
    public @Nullable Object value(String name) {
        return reading(name).getValue(name);
    }

    public JsonObject json(String name) {
        return reading(name).getJsonObject(name, new JsonObject());
    }

    public JsonArray array(String name) {
        return reading(name).getJsonArray(name, new JsonArray());
    }

    public int integer(String name, int otherwise) {
        return reading(name).getInteger(name, otherwise);
    }

    public @Nullable Boolean flag(String name) {
        return reading(name).getBoolean(name);
    }

    public <E extends Enum<E> & Coded> @Nullable E code(String name, Class<E> type) {
        var code = string(name);
        return code == null ? null : Coded.of(type, code);
    }

    public <E extends Enum<E> & Coded> E code(String name, Class<E> type, E otherwise) {
        return Objects.requireNonNullElse(code(name, type), otherwise);
    }

    public List<String> strings(String name) {
        return values(name).map(String.class::cast).toList();
    }

    public List<Integer> integers(String name) {
        return values(name).map(Integer.class::cast).toList();
    }

    public List<UUID> uuids(String name) {
        return values(name).map(id -> UUID.fromString((String) id)).toList();
    }

    public <T> List<T> objects(String name, Function<Members, T> each) {
        return values(name).map(one -> whole((JsonObject) one, each)).toList();
    }

    /** An object that may be left out, which is as if it were empty. */
    public <T> T object(String name, Function<Members, T> reading) {
        return whole(reading(name).getJsonObject(name, new JsonObject()), reading);
    }

    /** An object whose members are of one kind, by their names. */
    public <T> Map<String, T> map(String name, Function<Members, T> each) {
        var map = reading(name).getJsonObject(name, new JsonObject());
        return map.fieldNames().stream()
                .collect(Collectors.toMap(Function.identity(), key -> whole(map.getJsonObject(key), each)));
    }

    /** An object whose members are texts. */
    public Map<String, String> texts(String name) {
        return reading(name).getJsonObject(name, new JsonObject()).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
    }

    /** A text as it is, any other value as JSON, nothing where it is left out. */
    public Buffer body(String name) {
        return switch (reading(name).getValue(name)) {
            case null -> Buffer.buffer();
            case String text -> Buffer.buffer(text);
            case Object value -> Json.encodeToBuffer(value);
        };
    }

    private Stream<Object> values(String name) {
        return array(name).stream();
    }
}
