package org.meetingsgateway.adapters.minutebase;

import static org.meetingsgateway.wire.Json.number;
import static org.meetingsgateway.wire.Json.string;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Flag;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.ProjectRef;

/** A workspace, and the {@code project} of a meeting, which is the same seven members. Pure functions. */
final class WorkspaceJson {
    private WorkspaceJson() {}

    static void workspace(JsonGenerator json, Project p) throws IOException {
        workspace(json, p.alias(), p.slug(), p.name(), p.description(), p.flag(), p.createdAt(), p.archivedAt());
    }

    static void project(JsonGenerator json, ProjectRef p) throws IOException {
        workspace(json, p.alias(), p.slug(), p.name(), p.description(), p.flag(), p.createdAt(), p.archivedAt());
    }

    static void workspace(
            JsonGenerator json,
            String id,
            String slug,
            String title,
            @Nullable String description,
            Flag flag,
            Instant createdAt,
            @Nullable Instant archivedAt)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id);
        json.writeStringField("title", title);
        json.writeStringField("slug", slug);
        string(json, "description", description);
        json.writeObjectFieldStart("flag");
        json.writeStringField("left", flag.left().code());
        json.writeStringField("right", flag.right().code());
        json.writeEndObject();
        json.writeNumberField("created_at", createdAt.getEpochSecond());
        number(json, "archived_at", archivedAt == null ? null : archivedAt.getEpochSecond());
        json.writeEndObject();
    }
}
