package org.meetingsgateway.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ProjectCall.AddMember;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.call.ProjectCall.DeleteProject;
import org.meetingsgateway.call.ProjectCall.GetProject;
import org.meetingsgateway.call.ProjectCall.GetTeam;
import org.meetingsgateway.call.ProjectCall.ListProjects;
import org.meetingsgateway.call.ProjectCall.RemoveMember;
import org.meetingsgateway.call.ProjectCall.UpdateProject;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Flag;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.ProjectField;

/** Projects and their members. */
record MemoryProjects(Memory memory) {
    /** What the store gives at random. */
    private static final Flag FLAG = new Flag(Flag.Color.RED, Flag.Color.BLUE);

    Page<Project> list(ListProjects call, Principal principal) {
        var projects = memory.projects(principal)
                .map(ProjectRow::project)
                .filter(p -> call.archived() == null || call.archived() == (p.archivedAt() != null));
        return Slices.cut(Memory.newestFirst(projects, Project::createdAt, Project::id), call.slice(), Project::id);
    }

    Project get(GetProject call, Principal principal) {
        return memory.project(call.id(), principal).project();
    }

    Project team(GetTeam call, Principal principal) {
        return memory.team(call.team(), principal).project();
    }

    Project create(CreateProject call, Principal principal) {
        var members = members(new Written<>(call.project()).ids(ProjectField.MEMBER_IDS));
        if (!members.isEmpty() && principal.personId() != null) {
            members.add(principal.personId());
        }
        var identity = memory.fresh().next();
        var slug = SlugNames.free(
                call.project().get(ProjectField.NAME, String.class),
                "project-" + identity.alias(),
                wanted -> memory.projects().values().stream()
                        .anyMatch(row -> row.project().slug().equals(wanted)));
        var team = memory.projects().values().stream()
                        .mapToInt(row -> row.project().team())
                        .max()
                        .orElse(0)
                + 1;
        var nothing = new Project(
                identity.id(),
                identity.alias(),
                team,
                slug,
                "",
                null,
                null,
                FLAG,
                List.of(),
                null,
                memory.now(),
                memory.now(),
                0);
        return stored(new ProjectRow(nothing, members.isEmpty()), call.project(), members);
    }

    private Set<UUID> members(List<UUID> ids) {
        if (!memory.people().keySet().containsAll(ids)) {
            throw Checks.invalid("/member_ids", "not_found", "No such person");
        }
        return new LinkedHashSet<>(ids);
    }

    private Project stored(ProjectRow old, Changes<ProjectField> changes, Set<UUID> members) {
        var given = new Written<>(changes);
        var p = old.project();
        var project = new Project(
                p.id(),
                p.alias(),
                p.team(),
                p.slug(),
                given.required(ProjectField.NAME, String.class, p.name()),
                given.text(ProjectField.DESCRIPTION, p.description()),
                given.text(ProjectField.COLOR, p.color()),
                p.flag(),
                p.memberIds(),
                changes.has(ProjectField.ARCHIVED) ? archivedAt(p, changes) : p.archivedAt(),
                p.createdAt(),
                p.updatedAt(),
                p.version());
        return put(new ProjectRow(project, old.openToAll())
                .withMembers(List.copyOf(members), p.version() + 1, memory.now()));
    }

    private Project put(ProjectRow row) {
        memory.projects().put(row.project().id(), row);
        return row.project();
    }

    private @Nullable Instant archivedAt(Project old, Changes<ProjectField> changes) {
        return Boolean.TRUE.equals(changes.get(ProjectField.ARCHIVED))
                ? Objects.requireNonNullElse(old.archivedAt(), memory.now())
                : null;
    }

    Project update(UpdateProject call, Principal principal) {
        var old = memory.project(call.id(), principal);
        Checks.seen(call.expected(), old.project().version());
        if (call.changes().isEmpty()) {
            return old.project();
        }
        if (!call.changes().has(ProjectField.MEMBER_IDS)) {
            return stored(old, call.changes(), new LinkedHashSet<>(old.project().memberIds()));
        }
        var members = members(new Written<>(call.changes()).ids(ProjectField.MEMBER_IDS));
        return stored(new ProjectRow(old.project(), members.isEmpty()), call.changes(), members);
    }

    void delete(DeleteProject call, Principal principal) {
        var project = get(new GetProject(call.id()), principal);
        Checks.seen(call.expected(), project.version());
        if (memory.meetings().values().stream()
                .anyMatch(row -> project.id().equals(row.get(MeetingField.PROJECT_ID, UUID.class)))) {
            throw new Problem.Conflict("The project has meetings");
        }
        memory.projects().remove(project.id());
    }

    Project addMember(AddMember call, Principal principal) {
        var row = memory.project(call.id(), principal);
        if (memory.person(call.personId()) == null) {
            throw Checks.invalid("/person_id", "not_found", "No such person");
        }
        var members = new ArrayList<>(row.project().memberIds());
        if (row.openToAll() || members.contains(call.personId())) {
            return row.project();
        }
        members.add(call.personId());
        return put(row.withMembers(members, row.project().version() + 1, memory.now()));
    }

    Project removeMember(RemoveMember call, Principal principal) {
        var row = memory.project(call.id(), principal);
        if (row.openToAll()) {
            throw new Problem.Conflict("Everyone belongs to this project");
        }
        var members = new ArrayList<>(row.project().memberIds());
        if (!members.remove(call.personId())) {
            throw new Problem.NotFound("member");
        }
        if (members.isEmpty()) {
            throw new Problem.Conflict("The last member of a project stays; archive it instead");
        }
        return put(row.withMembers(members, row.project().version() + 1, memory.now()));
    }
}
