package org.meetingsgateway.server.canonical;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.UUID;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.wire.Json;

/** A project in both directions. */
final class ProjectJson {
    private ProjectJson() {}

    static void write(JsonGenerator json, Project project) throws IOException {
        json.writeStartObject();
        Json.string(json, "id", project.id());
        Json.string(json, "alias", project.alias());
        Json.number(json, "team", project.team());
        Json.string(json, "slug", project.slug());
        Json.string(json, "name", project.name());
        Json.string(json, "description", project.description());
        Json.string(json, "color", project.color());
        json.writeArrayFieldStart("member_ids");
        for (var member : project.memberIds()) {
            json.writeString(member.toString());
        }
        json.writeEndArray();
        Instants.write(json, "archived_at", project.archivedAt());
        Instants.write(json, "created_at", project.createdAt());
        Instants.write(json, "updated_at", project.updatedAt());
        Json.number(json, "version", project.version());
        json.writeEndObject();
    }

    /** A body that the contract has checked. */
    static Changes<ProjectField> changes(JsonObject body) {
        return Bodies.of(body, ProjectField.class)
                .plain(ProjectField.NAME)
                .plain(ProjectField.DESCRIPTION)
                .plain(ProjectField.COLOR)
                .list(ProjectField.MEMBER_IDS, value -> UUID.fromString((String) value))
                .plain(ProjectField.ARCHIVED)
                .done();
    }
}
