package org.meetingsgateway.adapters.minutebase;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.remote.RemoteFailure;

/**
 * A person of the account, as others are asked for by it.
 *
 * @param name empty where there is none
 */
record PersonThere(String id, String name, @Nullable String email) {
    /** Somebody who is looked for by what is known of them. */
    record Wanted(String name, @Nullable String email) {
        /** As a message shows them. */
        String shown() {
            return Attendance.shown(email == null ? name : (name + " <" + email + ">").strip());
        }
    }

    /** Reads a person's basic set. */
    static PersonThere read(Document person) {
        return new PersonThere(
                Told.id(person), Objects.requireNonNullElse(Told.name(person), ""), person.textOrNull("email"));
    }

    /**
     * The id of somebody among people: whoever has the address, else whoever has the name and no other address. Null where
     * that is nobody; refused where it is several.
     */
    static @Nullable String find(Wanted wanted, List<PersonThere> people) {
        var email = wanted.email();
        if (email != null) {
            var found = only(wanted, people, person -> email.equalsIgnoreCase(person.email()));
            if (found != null) {
                return found;
            }
        }
        return only(wanted, people, person -> isNamed(wanted, person) && (email == null || person.email() == null));
    }

    /** Of several with one address, those with the name count. */
    private static @Nullable String only(Wanted wanted, List<PersonThere> people, Predicate<PersonThere> which) {
        var ids = ids(people, which);
        var named = ids.size() > 1 ? ids(people, which.and(person -> isNamed(wanted, person))) : ids;
        if (named.size() > 1 || (named.isEmpty() && !ids.isEmpty())) {
            throw new RemoteFailure.Refused("Several people in the account are " + wanted.shown(), null, null);
        }
        return named.isEmpty() ? null : named.iterator().next();
    }

    private static Set<String> ids(List<PersonThere> people, Predicate<PersonThere> which) {
        return people.stream().filter(which).map(PersonThere::id).collect(Collectors.toSet());
    }

    private static boolean isNamed(Wanted wanted, PersonThere person) {
        return plain(wanted.name()).equals(plain(person.name()));
    }

    private static String plain(String name) {
        return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
