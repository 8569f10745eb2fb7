package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.meetingsgateway.call.Meetings;
import org.meetingsgateway.call.PersonCall.FindPeople;
import org.meetingsgateway.model.Person;

/** Finds the people that things point to: all at once, and nobody is asked about where nobody is pointed to. */
final class PeopleLookup {
    private static final Pattern CANONICAL = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

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

    /** Whose ids those are, by each of the two that a person has. */
    static Future<Map<String, UUID>> idsOf(Meetings meetings, Set<String> ids) {
        return named(meetings, ids).map(people -> {
            var found = new HashMap<String, UUID>();
            byId(people).forEach((id, person) -> found.put(id, person.id()));
            return found;
        });
    }

    /** Whether it may be a person's id: an alias or a canonical one. */
    static boolean isId(String text) {
        return Alias.isOne(text) || CANONICAL.matcher(text).matches();
    }

    /** People by alias and by canonical id. */
    static Map<String, Person> byId(Map<UUID, Person> people) {
        var found = new HashMap<String, Person>();
        people.forEach((id, person) -> {
            found.put(id.toString(), person);
            found.put(person.alias(), person);
        });
        return found;
    }
}
