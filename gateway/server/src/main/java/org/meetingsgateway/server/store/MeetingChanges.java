package org.meetingsgateway.server.store;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.Participant;

/** Changes of a meeting as they are stored until they are carried out, in both directions. */
final class MeetingChanges {
    private MeetingChanges() {}

    static JsonObject stored(Changes<MeetingField> changes) {
        var stored = new JsonObject();
        changes.forEach((field, value) -> stored.put(field.code(), value == null ? null : stored(field, value)));
        return stored;
    }

    private static Object stored(MeetingField field, Object value) {
        return switch (field) {
            case TAGS -> new JsonArray((List<?>) value);
            case SHARED_WITH ->
                new JsonArray(((List<?>) value).stream().map(String::valueOf).toList());
            case PARTICIPANTS ->
                MeetingColumns.stored(
                        ((List<?>) value).stream().map(Participant.class::cast).toList());
            case AGENDA, MINUTES -> MeetingColumns.storedItems((List<?>) value);
            default ->
                switch (value) {
                    case Instant moment -> moment.toString();
                    case UUID id -> id.toString();
                    case Coded coded -> coded.code();
                    default -> value;
                };
        };
    }

    static Changes<MeetingField> of(JsonObject stored) {
        var changes = Changes.of(MeetingField.class);
        for (var member : stored) {
            var field = Coded.of(MeetingField.class, member.getKey());
            changes.set(field, member.getValue() == null ? null : value(field, member.getValue()));
        }
        return changes.build();
    }

    private static Object value(MeetingField field, Object stored) {
        return switch (field) {
            case TAGS -> ((JsonArray) stored).stream().map(String.class::cast).toList();
            case SHARED_WITH ->
                ((JsonArray) stored)
                        .stream().map(id -> UUID.fromString((String) id)).toList();
            case PARTICIPANTS -> MeetingColumns.participants((JsonArray) stored);
            case AGENDA, MINUTES -> MeetingColumns.items((JsonArray) stored);
            default -> single(field.type(), stored);
        };
    }

    private static Object single(Class<?> type, Object stored) {
        if (stored instanceof Number number) {
            return number.longValue();
        }
        var text = (String) stored;
        if (type == Instant.class) {
            return Instant.parse(text);
        }
        if (type == UUID.class) {
            return UUID.fromString(text);
        }
        return type.isEnum() ? constant(type, text) : text;
    }

    private static Object constant(Class<?> type, String code) {
        @Nullable Object[] all = Objects.requireNonNull(type.getEnumConstants());
        return Stream.of(all)
                .map(Objects::requireNonNull)
                .filter(constant -> ((Coded) constant).code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
