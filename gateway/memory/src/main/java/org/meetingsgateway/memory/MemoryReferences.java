package org.meetingsgateway.memory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem.Violation;
import org.meetingsgateway.model.Assignment;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.Participant;

/** Checks the persons and the project that things are to point to. */
record MemoryReferences(Memory memory) {
    /**
     * The changes as they are to be stored: participants who are persons have their names.
     *
     * @param changed the meeting that there is already, whose project may stay even where the writer is no member
     */
    Changes<MeetingField> resolve(Changes<MeetingField> given, @Nullable MeetingRow changed, Principal principal) {
        var changes = kept(given, changed == null, principal);
        var wrong = new ArrayList<Violation>();
        var written = new Written<>(changes);
        var project = changes.get(MeetingField.PROJECT_ID, UUID.class);
        if (project != null && !mayBeProject(project, changed, principal)) {
            wrong.add(Checks.missing("/project_id", "project", project));
        }
        var owner = changes.get(MeetingField.OWNER_ID, UUID.class);
        if (owner != null && memory.person(owner) == null) {
            wrong.add(Checks.missing("/owner_id", "person", owner));
        }
        people("/shared_with", written.ids(MeetingField.SHARED_WITH), wrong);
        var participants = participants(changes, wrong);
        for (var field : List.of(MeetingField.AGENDA, MeetingField.MINUTES)) {
            if (changes.has(field)) {
                items("/" + field.code(), items(changes, field), wrong);
            }
        }
        Checks.refuse(wrong);
        if (!changes.has(MeetingField.PARTICIPANTS)) {
            return changes;
        }
        var resolved = Changes.of(MeetingField.class);
        changes.forEach(resolved::set);
        return resolved.set(MeetingField.PARTICIPANTS, participants).build();
    }

    /** Whoever asks about one project puts meetings into no other. */
    private static Changes<MeetingField> kept(Changes<MeetingField> given, boolean isNew, Principal principal) {
        if (principal.projectId() == null || !(isNew || given.has(MeetingField.PROJECT_ID))) {
            return given;
        }
        var kept = Changes.of(MeetingField.class);
        given.forEach(kept::set);
        return kept.set(MeetingField.PROJECT_ID, principal.projectId()).build();
    }

    private boolean mayBeProject(UUID project, @Nullable MeetingRow changed, Principal principal) {
        return memory.projects(principal).anyMatch(row -> row.project().id().equals(project))
                || (changed != null && project.equals(changed.get(MeetingField.PROJECT_ID, UUID.class)));
    }

    static List<MinuteItem> items(Changes<MeetingField> changes, MeetingField field) {
        List<?> items = changes.get(field, List.class);
        return items == null
                ? List.of()
                : items.stream().map(MinuteItem.class::cast).toList();
    }

    private List<Participant> participants(Changes<MeetingField> changes, List<Violation> wrong) {
        List<?> given = changes.get(MeetingField.PARTICIPANTS, List.class);
        var named = new ArrayList<Participant>();
        for (var any : given == null ? List.of() : given) {
            var p = (Participant) any;
            var person = memory.person(p.personId());
            if (p.personId() != null && person == null) {
                wrong.add(Checks.missing("/participants/" + named.size() + "/person_id", "person", p.personId()));
            }
            named.add(
                    person == null
                            ? p
                            : new Participant(
                                    p.personId(),
                                    p.name() == null ? person.name() : p.name(),
                                    p.email() == null ? person.email() : p.email(),
                                    p.status()));
        }
        return named;
    }

    /** Notes the persons that are not there. */
    void people(String pointer, List<UUID> ids, List<Violation> wrong) {
        for (int i = 0; i < ids.size(); i++) {
            if (memory.person(ids.get(i)) == null) {
                wrong.add(Checks.missing(pointer + "/" + i, "person", ids.get(i)));
            }
        }
    }

    /** Notes ids that are there twice, and assignees who are not there at all. */
    void items(String pointer, List<MinuteItem> items, List<Violation> wrong) {
        items(pointer, items, new HashSet<>(), wrong);
    }

    private void items(String pointer, List<MinuteItem> items, Set<String> ids, List<Violation> wrong) {
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            var place = pointer + "/" + i;
            if (!item.id().isEmpty() && !ids.add(item.id())) {
                wrong.add(
                        new Violation(Violation.In.BODY, place + "/id", "duplicate", "is the id of another item, too"));
            }
            people(place + "/assignee_ids", item.assigneeIds(), wrong);
            items(place + "/children", item.children(), ids, wrong);
        }
    }

    /** Assignments of persons that are known to be there, each once. */
    List<Assignment> assigned(List<UUID> ids) {
        var assigned = new ArrayList<Assignment>();
        var seen = new HashSet<UUID>();
        for (var id : ids) {
            var person = memory.person(id);
            if (person != null && seen.add(id)) {
                assigned.add(new Assignment(id, person.name(), memory.now(), null));
            }
        }
        return assigned;
    }
}
