package org.meetingsgateway.call;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.Slice;

/** Calls about projects. An id is a canonical id, an alias or a slug, as the caller sent it. */
public sealed interface ProjectCall<A> extends Call<A> {
    /** Newest first; those that the principal is a member of. {@code archived} null: archived or not. */
    record ListProjects(@Nullable Boolean archived, Slice slice) implements ProjectCall<Page<Project>> {}

    record GetProject(String id) implements ProjectCall<Project> {}

    /** By the integer that the desktop style knows it by. */
    record GetTeam(int team) implements ProjectCall<Project> {}

    record CreateProject(Changes<ProjectField> project) implements ProjectCall<Project> {}

    record UpdateProject(String id, @Nullable Precondition expected, Changes<ProjectField> changes)
            implements ProjectCall<Project> {}

    /** {@link Problem.Conflict} while it has meetings. */
    record DeleteProject(String id, @Nullable Precondition expected) implements ProjectCall<Void> {}

    /** Once more is no change; nor is it in a project that everyone belongs to. */
    record AddMember(String id, UUID personId) implements ProjectCall<Project> {}

    /**
     * {@link Problem.Conflict} where everyone belongs to the project, and for its last member; {@link Problem.NotFound}
     * for one who is no member.
     */
    record RemoveMember(String id, UUID personId) implements ProjectCall<Project> {}
}
