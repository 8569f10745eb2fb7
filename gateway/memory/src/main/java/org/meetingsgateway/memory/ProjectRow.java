package org.meetingsgateway.memory;

import java.util.List;
import java.util.UUID;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.ProjectRef;

/**
 * A stored project.
 *
 * @param openToAll said by itself: a project whose last member left is not everyone's
 */
record ProjectRow(Project project, boolean openToAll) {
    static ProjectRow of(Project project) {
        return new ProjectRow(project, project.memberIds().isEmpty());
    }

    /** As {@code UUID}, alias or slug. */
    boolean isNamed(String text) {
        return Checks.names(text, project.id(), project.alias()) || text.equals(project.slug());
    }

    ProjectRow withMembers(List<UUID> members, long version, java.time.Instant updatedAt) {
        var p = project;
        var changed = new Project(
                p.id(),
                p.alias(),
                p.team(),
                p.slug(),
                p.name(),
                p.description(),
                p.color(),
                p.flag(),
                members.stream()
                        .sorted(java.util.Comparator.comparing(UUID::toString))
                        .toList(),
                p.archivedAt(),
                p.createdAt(),
                updatedAt,
                version);
        return new ProjectRow(changed, openToAll);
    }

    ProjectRef ref() {
        return new ProjectRef(
                project.id(),
                project.alias(),
                project.team(),
                project.slug(),
                project.name(),
                project.description(),
                project.flag(),
                project.createdAt(),
                project.archivedAt());
    }
}
