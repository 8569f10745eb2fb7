package org.meetingsgateway.memory;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.Account;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.Segment;

/**
 * All that one tenant has, in no particular order.
 *
 * @param account the tenant itself
 * @param now what the clock says
 * @param meetings with every part
 * @param segments of each meeting that has any, in arrival order
 * @param people also those who own meetings and are not described
 * @param otherAccounts the slugs that are taken
 * @param refusedStatements what each statement of a saved query is refused with, whenever it is written or run
 * @param rules the assignment rules of projects, in the order in which they were made
 */
public record Library(
        Account account,
        Instant now,
        List<MeetingView> meetings,
        Map<UUID, List<Segment>> segments,
        List<Project> projects,
        List<Person> people,
        Set<String> otherAccounts,
        List<QueryRow> queries,
        Map<String, Violation> refusedStatements,
        List<RuleRow> rules) {
    /** Who owns the meetings that do not say whose they are. */
    public static final UUID PERSON = UUID.fromString("00000000-0000-7000-8000-000000000001");

    public Library {
        meetings = List.copyOf(meetings);
        segments = Map.copyOf(segments);
        projects = List.copyOf(projects);
        people = List.copyOf(people);
        otherAccounts = Set.copyOf(otherAccounts);
        queries = List.copyOf(queries);
        refusedStatements = Map.copyOf(refusedStatements);
        rules = List.copyOf(rules);
    }

    /**
     * Reads {@code account}, {@code now}, {@code meetings}, {@code projects} and {@code people} in the words of the
     * canonical model. Only an {@code id} is needed; a meeting may have {@code segments}, {@code reports} and {@code
     * action_items} inside it. So are {@code queries}, which need a {@code project_id} and may have a {@code finding}
     * ({@code columns}, {@code rows}, {@code limit}, {@code more}); {@code refused_statements} are objects with {@code
     * code} and {@code message} by statement. {@code rules} have a {@code project_id}, {@code filters}, an {@code order},
     * and a {@code user} or a {@code role}.
     *
     * @throws IllegalArgumentException where something has a member that the model has not
     */
    public static Library read(JsonObject json) {
        return Members.whole(json, given -> LibraryJson.library(given, Map.of(), Set.of()));
    }

    /**
     * The same, of what is also read for something else.
     *
     * @param callers those who are there even where nobody describes them, and whether they administrate the account
     */
    public static Library read(Members given, Map<UUID, Boolean> callers, Set<String> otherAccounts) {
        return LibraryJson.library(given, callers, otherAccounts);
    }

    /** A tenant that has nothing. */
    static Library empty(UUID tenant, String slug) {
        var account = DirectoryJson.account(tenant, slug);
        return new Library(
                account,
                LibraryJson.NOW,
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                Set.of(),
                List.of(),
                Map.of(),
                List.of());
    }
}
