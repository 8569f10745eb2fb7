package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.PersonCall.FindPeople;
import org.meetingsgateway.model.Person;

/** Finds the people that things point to: all at once, and nobody is asked about where nobody is pointed to. */
final class PeopleLookup {
    private PeopleLookup() {}

    /** Those of the ids that there are. */
    static Future<Map<UUID, Person>> find(Meetings meetings, Set<UUID> ids) {
        return find(meetings, ids, Map.of());
    }

    /** As {@link #find(Meetings, Set)}, where some are known already. */
    static Future<Map<UUID, Person>> find(Meetings meetings, Set<UUID> ids, Map<UUID, Person> known) {
        var missing = ids.stream()
                .filter(id -> !known.containsKey(id))
                .map(UUID::toString)
                .collect(Collectors.toSet());
        return named(meetings, missing).map(found -> {
            var people = new HashMap<>(known);
            people.putAll(found);
            return people;
        });
    }

    /** Those that have one of the ids, be it an alias or a canonical one. */
    static Future<Map<UUID, Person>> named(Meetings meetings, Set<String> ids) {
        return ids.isEmpty()
                ? Future.succeededFuture(Map.of())
                : meetings.ask(new FindPeople(ids))
                        .map(found -> found.stream().collect(Collectors.toMap(Person::id, person -> person)));
    }

    /** Whose ids are those aliases, by alias. */
    static Future<Map<String, UUID>> byAlias(Meetings meetings, Set<String> aliases) {
        return named(meetings, aliases)
                .map(people -> people.values().stream().collect(Collectors.toMap(Person::alias, Person::id)));
    }
}
