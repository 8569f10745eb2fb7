package org.meetingsgateway.server.canonical;

import io.vertx.core.json.JsonObject;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Flag;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.ProjectField;

/** A project's JSON, in both directions. */
final class ProjectJson {
    private static final Shape<Flag> FLAG =
            Shape.of(Member.code("left", Flag::left), Member.code("right", Flag::right));

    static final Shape<Project> SHAPE = Shape.of(
            Member.id("id", Project::id),
            Member.text("alias", Project::alias),
            Member.count("team", Project::team),
            Member.text("slug", Project::slug),
            Member.text("name", Project::name),
            Member.text("description", Project::description),
            Member.text("color", Project::color),
            Member.object("flag", Project::flag, FLAG),
            Member.ids("member_ids", Project::memberIds),
            Member.moment("archived_at", Project::archivedAt),
            Member.moment("created_at", Project::createdAt),
            Member.moment("updated_at", Project::updatedAt),
            Member.count("version", Project::version));

    private ProjectJson() {}

    static Changes<ProjectField> changes(JsonObject body) {
        return new Bodies<>(ProjectField.class, body)
                .list(ProjectField.MEMBER_IDS, Bodies::ids)
                .changes();
    }
}
