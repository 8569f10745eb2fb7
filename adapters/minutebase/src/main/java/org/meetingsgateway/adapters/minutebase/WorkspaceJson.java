package org.meetingsgateway.adapters.minutebase;

import static org.meetingsgateway.wire.Json.number;
import static org.meetingsgateway.wire.Json.string;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Flag;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.ProjectRef;
import org.meetingsgateway.wire.Json;
import org.meetingsgateway.wire.WireResponse;

/** A workspace, and the {@code project} of a meeting, which is the same seven members. Pure functions. */
final class WorkspaceJson {
    private static final String NO_TITLE = "please enter a title";
    private static final int TITLE = 255;
    private static final int DESCRIPTION = 1_000_000;

    private WorkspaceJson() {}

    static void workspace(JsonGenerator json, Project p) throws IOException {
        workspace(json, p.alias(), p.slug(), p.name(), p.description(), p.flag(), p.createdAt(), p.archivedAt());
    }

    static void project(JsonGenerator json, ProjectRef p) throws IOException {
        workspace(json, p.alias(), p.slug(), p.name(), p.description(), p.flag(), p.createdAt(), p.archivedAt());
    }

    /** As {@link #project}, for many that point to few: each is rendered once, however often it is written. */
    static Paging.Item<ProjectRef> eachOnce() {
        var rendered = new HashMap<UUID, SerializedString>();
        return (json, p) -> json.writeRawValue(rendered.computeIfAbsent(
                p.id(),
                id -> new SerializedString(Json.bytes(out -> project(out, p)).toString())));
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

    /**
     * The answer to a body that is rejected.
     *
     * @param stored the workspace to change; null for a new one
     */
    static WireResponse rejected(Body body, @Nullable Project stored) {
        return Rejection.of(body, stored == null ? WorkspaceJson::nothing : json -> workspace(json, stored));
    }

    private static void nothing(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", Rejection.NO_ID);
        json.writeNullField("title");
        json.writeNullField("slug");
        json.writeNullField("description");
        json.writeNullField("flag");
        json.writeNumberField("created_at", 0);
        json.writeNullField("archived_at");
        json.writeEndObject();
    }

    /** What a body says of a workspace; what is wrong with it is in the body's errors. */
    static Changes<ProjectField> read(Body body) {
        return changes(body).build();
    }

    /** As {@link #read}, where a title is needed, for the first member, who is its creator. */
    static Changes<ProjectField> readNew(Body body, @Nullable UUID creator) {
        if (!body.has("title")) {
            body.reject("title", NO_TITLE);
        }
        var changes = changes(body);
        if (creator != null) {
            changes.set(ProjectField.MEMBER_IDS, List.of(creator));
        }
        return changes.build();
    }

    private static Changes.Builder<ProjectField> changes(Body body) {
        var changes = Changes.of(ProjectField.class);
        if (body.has("title")) {
            var title = body.text("title", TITLE);
            if (body.value("title") == null || (title != null && title.isBlank())) {
                body.reject("title", NO_TITLE);
            }
            changes.set(ProjectField.NAME, title);
        }
        if (body.has("description")) {
            changes.set(ProjectField.DESCRIPTION, body.text("description", DESCRIPTION));
        }
        if (body.has("archived")) {
            changes.set(ProjectField.ARCHIVED, Boolean.TRUE.equals(body.flag("archived")));
        }
        return changes;
    }
}
