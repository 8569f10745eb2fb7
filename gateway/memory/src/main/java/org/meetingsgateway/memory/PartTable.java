package org.meetingsgateway.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What belongs to meetings, found by its own id and by its meeting's however much there is. */
final class PartTable<T> {
    private final Function<T, UUID> id;
    private final Function<T, UUID> meeting;
    private final Map<UUID, T> byId = new LinkedHashMap<>();
    private final Map<UUID, Map<UUID, T>> byMeeting = new HashMap<>();

    PartTable(Function<T, UUID> id, Function<T, UUID> meeting) {
        this.id = id;
        this.meeting = meeting;
    }

    Collection<T> values() {
        return byId.values();
    }

    @Nullable
    T get(UUID wanted) {
        return byId.get(wanted);
    }

    Collection<T> of(UUID wanted) {
        var parts = byMeeting.get(wanted);
        return parts == null ? List.of() : parts.values();
    }

    /** Takes the place of the one with the same id; the meeting of a part stays the same. */
    void put(T part) {
        byId.put(id.apply(part), part);
        byMeeting
                .computeIfAbsent(meeting.apply(part), first -> new LinkedHashMap<>())
                .put(id.apply(part), part);
    }

    void remove(T part) {
        byId.remove(id.apply(part));
        byMeeting.computeIfPresent(meeting.apply(part), (of, parts) -> {
            parts.remove(id.apply(part));
            return parts.isEmpty() ? null : parts;
        });
    }

    void removeOf(UUID wanted) {
        List.copyOf(of(wanted)).forEach(this::remove);
    }

    void replaceAll(UnaryOperator<T> change) {
        List.copyOf(values()).forEach(part -> put(change.apply(part)));
    }
}
