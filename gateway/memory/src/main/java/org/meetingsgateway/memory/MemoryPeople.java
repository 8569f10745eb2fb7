package org.meetingsgateway.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.meetingsgateway.call.PersonCall.CreatePerson;
import org.meetingsgateway.call.PersonCall.DeletePerson;
import org.meetingsgateway.call.PersonCall.FindPeople;
import org.meetingsgateway.call.PersonCall.GetPerson;
import org.meetingsgateway.call.PersonCall.ListPeople;
import org.meetingsgateway.call.PersonCall.UpdatePerson;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.PersonField;

/** The people of the tenant. */
record MemoryPeople(Memory memory) {
    Page<Person> list(ListPeople call, Principal principal) {
        return Slices.cut(
                Memory.newestFirst(memory.people().values().stream(), Person::createdAt, Person::id),
                call.slice(),
                Person::id);
    }

    Person get(GetPerson call, Principal principal) {
        return memory.people().values().stream()
                .filter(person -> Checks.names(call.id(), person.id(), person.alias()))
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("person"));
    }

    List<Person> find(FindPeople call, Principal principal) {
        return memory.people().values().stream()
                .filter(person -> call.ids().stream().anyMatch(id -> Checks.names(id, person.id(), person.alias())))
                .toList();
    }

    Person create(CreatePerson call, Principal principal) {
        mayMakeAdministrators(call.person().has(PersonField.ADMINISTRATOR), principal);
        var identity = memory.fresh().next();
        var user =
                memory.people().values().stream().mapToInt(Person::user).max().orElse(0) + 1;
        var nobody = new Person(
                identity.id(),
                identity.alias(),
                user,
                "",
                "",
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                memory.now(),
                memory.now(),
                0);
        return stored(nobody, call.person());
    }

    private void mayMakeAdministrators(boolean saysSo, Principal principal) {
        if (saysSo && !memory.administrates(principal)) {
            throw new Problem.Forbidden("Only an administrator may say who is one");
        }
    }

    Person update(UpdatePerson call, Principal principal) {
        if (!call.changes().isEmpty()) {
            mayMakeAdministrators(call.changes().has(PersonField.ADMINISTRATOR), principal);
        }
        var old = get(new GetPerson(call.id()), principal);
        Checks.seen(call.expected(), old.version());
        return call.changes().isEmpty() ? old : stored(old, call.changes());
    }

    private Person stored(Person old, Changes<PersonField> changes) {
        var given = new Written<>(changes);
        var person = new Person(
                old.id(),
                old.alias(),
                old.user(),
                given.required(PersonField.FIRST_NAME, String.class, old.firstName()),
                given.required(PersonField.LAST_NAME, String.class, old.lastName()),
                given.text(PersonField.EMAIL, old.email()),
                given.required(PersonField.ADMINISTRATOR, Boolean.class, old.administrator()),
                given.text(PersonField.COMPANY, old.company()),
                given.text(PersonField.DEPARTMENT, old.department()),
                given.text(PersonField.JOB_TITLE, old.jobTitle()),
                given.text(PersonField.SKYPE, old.skype()),
                given.text(PersonField.MOBILE_PHONE, old.mobilePhone()),
                given.text(PersonField.HOME_PHONE, old.homePhone()),
                given.text(PersonField.WORK_PHONE, old.workPhone()),
                given.text(PersonField.ADDRESS, old.address()),
                given.text(PersonField.TIMEZONE, old.timezone()),
                given.value(PersonField.WEEK_START, Integer.class, old.weekStart()),
                old.createdAt(),
                memory.now(),
                old.version() + 1);
        memory.people().put(person.id(), person);
        return person;
    }

    void delete(DeletePerson call, Principal principal) {
        var person = get(new GetPerson(call.id()), principal);
        Checks.seen(call.expected(), person.version());
        mayMakeAdministrators(person.administrator(), principal);
        if (memory.meetings().values().stream()
                .anyMatch(row -> person.id().equals(row.get(MeetingField.OWNER_ID, UUID.class)))) {
            throw new Problem.Conflict("The person owns meetings");
        }
        if (memory.projects().values().stream().anyMatch(row -> isAlone(row, person.id()))) {
            throw new Problem.Conflict("The person is the last member of a project");
        }
        memory.people().remove(person.id());
        memory.projects().replaceAll((id, row) -> left(row, person.id()));
        memory.meetings().values().forEach(row -> forget(row, person.id()));
        memory.actionItems().replaceAll(item -> {
            var left = new ArrayList<>(item.assignees());
            return left.removeIf(assignment -> assignment.personId().equals(person.id()))
                    ? new ActionItemDraft(item).assignees(left).at(memory.now())
                    : item;
        });
    }

    private static boolean isAlone(ProjectRow row, UUID person) {
        return row.project().memberIds().equals(List.of(person));
    }

    private ProjectRow left(ProjectRow row, UUID person) {
        var project = row.project();
        var members = new ArrayList<>(project.memberIds());
        return members.remove(person) ? row.withMembers(members, project.version() + 1, memory.now()) : row;
    }

    private void forget(MeetingRow row, UUID person) {
        var shared = new ArrayList<>(row.list(MeetingField.SHARED_WITH, UUID.class));
        var participants = row.list(MeetingField.PARTICIPANTS, Participant.class);
        var named = participants.stream()
                .map(p -> person.equals(p.personId()) ? new Participant(null, p.name(), p.email(), p.status()) : p)
                .toList();
        if (shared.remove(person) || !named.equals(participants)) {
            row.set(Changes.of(MeetingField.class)
                    .set(MeetingField.SHARED_WITH, List.copyOf(shared))
                    .set(MeetingField.PARTICIPANTS, named)
                    .build());
            row.edited(memory.now());
        }
    }
}
