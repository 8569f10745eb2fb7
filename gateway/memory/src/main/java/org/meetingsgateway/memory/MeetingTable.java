package org.meetingsgateway.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The meetings of a tenant, found by any of their names however many there are. */
final class MeetingTable {
    private final Map<UUID, MeetingRow> byId = new LinkedHashMap<>();
    private final Map<String, MeetingRow> byAlias = new HashMap<>();
    private final Map<String, MeetingRow> bySlug = new HashMap<>();

    Collection<MeetingRow> values() {
        return byId.values();
    }

    @Nullable
    MeetingRow get(UUID id) {
        return byId.get(id);
    }

    /** By {@code UUID}, alias or slug. */
    @Nullable
    MeetingRow named(String text) {
        var row = Checks.uuid(text).map(byId::get).orElseGet(() -> byAlias.get(text));
        return row == null ? bySlug.get(text) : row;
    }

    boolean hasSlug(String slug) {
        return bySlug.containsKey(slug);
    }

    void put(MeetingRow row) {
        byId.put(row.id(), row);
        byAlias.put(row.alias(), row);
        bySlug.put(row.slug(), row);
    }

    void remove(MeetingRow row) {
        byId.remove(row.id());
        byAlias.remove(row.alias());
        bySlug.remove(row.slug());
    }
}
