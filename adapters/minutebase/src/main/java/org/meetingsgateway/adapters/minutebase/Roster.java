package org.meetingsgateway.adapters.minutebase;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.adapters.minutebase.PersonThere.Wanted;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.remote.Document;
import org.meetingsgateway.remote.KnownPerson;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.remote.Seen;
import org.meetingsgateway.wire.WireRequest;

/**
 * Finds people of the account for one write, by name and address: MinuteBase takes ids of its own only. Who is not found
 * is a refusal, before anything is written. The account is asked for its people once, and only where somebody is looked
 * for.
 */
final class Roster {
    private static final String PEOPLE = MinuteBaseSurface.API + "/people";
    private static final int PAGE_SIZE = 100;
    private static final int MOST_PAGES = 20;
    private static final int MOST_SHOWN = 5;

    private final KeyedRequests requests;
    private final Map<UUID, KnownPerson> known;
    private @Nullable Future<List<PersonThere>> account;

    Roster(KeyedRequests requests, Seen seen) {
        this.requests = requests;
        this.known = seen.people().stream()
                .collect(Collectors.toMap(KnownPerson::id, Function.identity(), (one, same) -> one));
    }

    /**
     * The ids of participants.
     *
     * @param attending those who attend until now: they are found among these first, also where the account does not have
     *     them
     */
    Future<List<String>> participants(List<Participant> participants, List<PersonThere> attending) {
        return ids(participants.stream().map(this::wanted).toList(), attending);
    }

    private Wanted wanted(Participant participant) {
        var person = participant.personId() == null ? null : known.get(participant.personId());
        var name = participant.name() == null && person != null ? person.name() : participant.name();
        var email = participant.email() == null && person != null ? person.email() : participant.email();
        return new Wanted(Objects.requireNonNullElse(name, ""), email);
    }

    /** The ids there of persons of the gateway. */
    Future<Map<UUID, String>> persons(Set<UUID> ids) {
        var wanted = new LinkedHashMap<UUID, Wanted>();
        for (var id : ids) {
            var person = known.get(id);
            if (person == null) {
                return Future.failedFuture(nobody("a person of the gateway who is gone"));
            }
            wanted.put(id, new Wanted(person.name(), person.email()));
        }
        return ids(wanted.values(), List.of()).map(found -> {
            var byPerson = new HashMap<UUID, String>();
            var next = found.iterator();
            wanted.keySet().forEach(id -> byPerson.put(id, next.next()));
            return byPerson;
        });
    }

    /** The ids of those whom a text names: one, or several with commas between them. */
    Future<List<String>> named(String text) {
        return account().compose(people -> {
            var one = PersonThere.find(new Wanted(text, null), people);
            return one == null
                    ? ids(
                            List.of(text.split(",")).stream()
                                    .map(name -> new Wanted(name.strip(), null))
                                    .toList(),
                            List.of())
                    : Future.succeededFuture(List.of(one));
        });
    }

    private Future<List<String>> ids(Collection<Wanted> wanted, List<PersonThere> first) {
        var isKnown = wanted.stream().allMatch(each -> PersonThere.find(each, first) != null);
        return (isKnown ? Future.succeededFuture(List.<PersonThere>of()) : account()).map(people -> {
            var ids = new ArrayList<String>();
            var missing = new ArrayList<String>();
            for (var each : wanted) {
                var id = Objects.requireNonNullElseGet(
                        PersonThere.find(each, first),
                        () -> Objects.requireNonNullElse(PersonThere.find(each, people), ""));
                ids.add(id);
                if (id.isEmpty()) {
                    missing.add(each.shown());
                }
            }
            if (!missing.isEmpty()) {
                throw nobody(missing.stream().limit(MOST_SHOWN).collect(Collectors.joining(", ")));
            }
            return ids;
        });
    }

    private static RemoteFailure nobody(String who) {
        return new RemoteFailure.Refused("Nobody in the account is " + who, null, null);
    }

    private Future<List<PersonThere>> account() {
        if (account == null) {
            account = page(1, List.of());
        }
        return account;
    }

    private Future<List<PersonThere>> page(int number, List<PersonThere> before) {
        var request = WireRequest.get(PEOPLE).with("page", number).with("per_page", PAGE_SIZE);
        return requests.send(request).compose(response -> {
            var page = Document.of("people", response);
            var people = new ArrayList<>(before);
            page.objects("results").forEach(person -> people.add(PersonThere.read(person)));
            if (number >= page.count("total_pages")) {
                return Future.succeededFuture(people);
            }
            return number < MOST_PAGES
                    ? page(number + 1, people)
                    : Future.failedFuture(new RemoteFailure.Refused(
                            "The account has too many people to find somebody among them", null, null));
        });
    }
}
