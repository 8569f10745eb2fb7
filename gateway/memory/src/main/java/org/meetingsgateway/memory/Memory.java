package org.meetingsgateway.memory;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.Account;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.Report;

/**
 * All that one tenant has, as it is now. Here is what the kinds of things need to know of each other: who sees what, and
 * what an id names.
 */
final class Memory {
    private final Clock clock;
    private final Fresh fresh;
    private final Set<String> otherAccounts;
    private final Map<UUID, Person> people = new LinkedHashMap<>();
    private final Map<UUID, ProjectRow> projects = new LinkedHashMap<>();
    private final MeetingTable meetings = new MeetingTable();
    private final PartTable<ActionItem> actionItems = new PartTable<>(ActionItem::id, ActionItem::meetingId);
    private final PartTable<Report> reports = new PartTable<>(Report::id, Report::meetingId);
    private final List<RuleRow> seededRules;
    private final Map<UUID, QueryRow> queries = new LinkedHashMap<>();
    private final Map<String, Violation> refusedStatements;
    private final Map<UUID, Integer> actionPlaces = new HashMap<>();
    private Account account;
    private Predicate<UUID> hidden = meeting -> false;
    private long generation;

    Memory(Library library, Clock clock, Fresh fresh) {
        this.clock = clock;
        this.fresh = fresh;
        this.account = library.account();
        this.otherAccounts = library.otherAccounts();
        this.refusedStatements = library.refusedStatements();
        this.seededRules = library.rules();
        library.queries().forEach(row -> queries.put(row.query().id(), row));
        library.people().forEach(person -> people.put(person.id(), person));
        library.projects().forEach(project -> projects.put(project.id(), ProjectRow.of(project)));
        library.meetings().forEach(view -> {
            var id = view.meeting().id();
            meetings.put(MeetingRow.of(view, library.segments().getOrDefault(id, List.of())));
            Objects.requireNonNull(view.actionItems()).forEach(actionItems::put);
            Objects.requireNonNull(view.reports()).forEach(reports::put);
        });
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Another number whenever something may have changed. */
    long generation() {
        return generation;
    }

    void changed() {
        generation++;
    }

    /** These meetings are as if they were not there, for all but operators. */
    void hide(Predicate<UUID> those) {
        hidden = those;
        changed();
    }

    boolean isHidden(UUID meeting) {
        return hidden.test(meeting);
    }

    Fresh fresh() {
        return fresh;
    }

    Account account() {
        return account;
    }

    void account(Account changed) {
        account = changed;
    }

    Set<String> otherAccounts() {
        return otherAccounts;
    }

    Map<UUID, Person> people() {
        return people;
    }

    Map<UUID, ProjectRow> projects() {
        return projects;
    }

    MeetingTable meetings() {
        return meetings;
    }

    PartTable<ActionItem> actionItems() {
        return actionItems;
    }

    PartTable<Report> reports() {
        return reports;
    }

    List<RuleRow> seededRules() {
        return seededRules;
    }

    Map<UUID, QueryRow> queries() {
        return queries;
    }

    /** What each is refused with. */
    Map<String, Violation> refusedStatements() {
        return refusedStatements;
    }

    @Nullable
    Person person(@Nullable UUID id) {
        return id == null ? null : people.get(id);
    }

    /** Whether the principal may change the account itself: its administrators, and operators. */
    boolean administrates(Principal principal) {
        var person = person(principal.personId());
        return principal.view() == Principal.View.TENANT || (person != null && person.administrator());
    }

    Stream<MeetingRow> meetings(Principal principal) {
        return meetings.values().stream().filter(new Visible(this, principal)::meeting);
    }

    Stream<ProjectRow> projects(Principal principal) {
        return projects.values().stream().filter(new Visible(this, principal)::project);
    }

    MeetingRow meeting(MeetingRef ref, Principal principal) {
        return seen("meeting", Optional.ofNullable(meetings.named(ref.value())), MeetingRow::id, principal);
    }

    /** What may be seen because its meeting may. */
    <T> T seen(String what, Optional<T> thing, Function<? super T, UUID> meeting, Principal principal) {
        return thing.filter(is ->
                        new Visible(this, principal).meeting(Objects.requireNonNull(meetings.get(meeting.apply(is)))))
                .orElseThrow(() -> unseen(
                        what, thing.map(meeting).filter(id -> !isHidden(id)).isPresent(), principal));
    }

    /** The meetings among which something is looked for. */
    Stream<MeetingRow> among(@Nullable MeetingRef ref, Principal principal) {
        return ref == null ? meetings(principal) : Stream.of(meeting(ref, principal));
    }

    ProjectRow project(String id, Principal principal) {
        return project(row -> row.isNamed(id), principal);
    }

    ProjectRow team(int team, Principal principal) {
        return project(row -> row.project().team() == team, principal);
    }

    private ProjectRow project(Predicate<ProjectRow> wanted, Principal principal) {
        return found(
                "project",
                projects(principal),
                projects.values(),
                wanted,
                principal.view() == Principal.View.READABLE ? principal.withView(Principal.View.DISCLOSED) : principal);
    }

    /** What exists and must not be seen is forbidden where that may be said, else not there. */
    private static <T> T found(
            String what, Stream<T> visible, Collection<T> all, Predicate<T> wanted, Principal principal) {
        return visible.filter(wanted)
                .findFirst()
                .orElseThrow(() -> unseen(what, all.stream().anyMatch(wanted), principal));
    }

    private static Problem unseen(String what, boolean exists, Principal principal) {
        return exists && principal.view() == Principal.View.DISCLOSED
                ? new Problem.Forbidden("You may not see this " + what)
                : new Problem.NotFound(what);
    }

    List<Report> reportsOf(UUID meeting) {
        return newestFirst(reports.of(meeting).stream(), Report::createdAt, Report::id);
    }

    /** In the order in which they were written together; all others follow, oldest first. */
    List<ActionItem> actionItemsOf(UUID meeting) {
        return newestFirst(actionItems.of(meeting).stream(), ActionItem::createdAt, ActionItem::id).reversed().stream()
                .sorted(Comparator.comparing(item -> actionPlaces.getOrDefault(item.id(), Integer.MAX_VALUE)))
                .toList();
    }

    /** They were written together in this order. */
    void order(List<ActionItem> items) {
        items.forEach(item -> actionPlaces.put(item.id(), items.indexOf(item)));
    }

    static <T> List<T> newestFirst(
            Stream<T> items, Function<? super T, Instant> createdAt, Function<? super T, UUID> id) {
        return items.sorted(Comparator.<T, Instant>comparing(createdAt)
                        .thenComparing(item -> id.apply(item).toString())
                        .reversed())
                .toList();
    }
}
