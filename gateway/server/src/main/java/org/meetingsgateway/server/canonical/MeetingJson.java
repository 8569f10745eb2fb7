package org.meetingsgateway.server.canonical;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Participant.AttendanceStatus;
import org.meetingsgateway.model.Platform;
import org.meetingsgateway.model.Privacy;
import org.meetingsgateway.wire.Json;

/** A meeting in both directions. */
final class MeetingJson {
    /** Every member, in the order in which they are written. */
    static final List<String> MEMBERS = List.of(
            "id",
            "alias",
            "slug",
            "title",
            "description",
            "notes",
            "status",
            "platform",
            "url",
            "location",
            "starts_at",
            "ended_at",
            "duration_seconds",
            "privacy",
            "tags",
            "project_id",
            "project",
            "owner_id",
            "owner",
            "participants",
            "shared_with",
            "conference",
            "short_url",
            "recording",
            "transcript",
            "summary",
            "summary_generated_at",
            "tasks_generated_at",
            "source",
            "created_at",
            "updated_at",
            "version",
            "agenda",
            "minutes",
            "action_items",
            "reports");

    private MeetingJson() {}

    /**
     * @param fields the members to write; null for all
     * @param contents whether reports are written with their content
     */
    static void write(JsonGenerator json, MeetingView view, @Nullable Set<String> fields, boolean contents)
            throws IOException {
        json.writeStartObject();
        if (fields == null) {
            for (var member : MEMBERS) {
                member(json, view, member, contents);
            }
        } else {
            for (var member : MEMBERS) {
                if (fields.contains(member)) {
                    member(json, view, member, contents);
                }
            }
        }
        json.writeEndObject();
    }

    private static void member(JsonGenerator json, MeetingView view, String member, boolean contents)
            throws IOException {
        var m = view.meeting();
        switch (member) {
            case "id" -> Json.string(json, member, m.id());
            case "alias" -> Json.string(json, member, m.alias());
            case "slug" -> Json.string(json, member, m.slug());
            case "title" -> Json.string(json, member, m.title());
            case "description" -> Json.string(json, member, m.description());
            case "notes" -> Json.string(json, member, m.notes());
            case "status" -> Json.string(json, member, m.status().code());
            case "platform" -> Json.string(json, member, code(m.platform()));
            case "url" -> Json.string(json, member, m.url());
            case "location" -> Json.string(json, member, m.location());
            case "starts_at" -> Instants.write(json, member, m.startsAt());
            case "ended_at" -> Instants.write(json, member, m.endedAt());
            case "duration_seconds" -> Json.number(json, member, m.durationSeconds());
            case "privacy" -> Json.string(json, member, m.privacy().code());
            case "tags" -> strings(json, member, m.tags());
            case "project_id" ->
                Json.string(
                        json, member, m.project() == null ? null : m.project().id());
            case "project" -> project(json, m);
            case "owner_id" -> Json.string(json, member, m.owner().id());
            case "owner" -> owner(json, m);
            case "participants" -> participants(json, m);
            case "shared_with" -> strings(json, member, m.sharedWith());
            case "conference" -> conference(json, m);
            case "short_url" -> Json.string(json, member, m.shortUrl());
            case "recording" -> recording(json, m);
            case "transcript" -> transcript(json, view);
            case "summary" -> Json.string(json, member, m.summary());
            case "summary_generated_at" -> Instants.write(json, member, m.summaryGeneratedAt());
            case "tasks_generated_at" -> Instants.write(json, member, m.tasksGeneratedAt());
            case "source" -> source(json, m);
            case "created_at" -> Instants.write(json, member, m.createdAt());
            case "updated_at" -> Instants.write(json, member, m.updatedAt());
            case "version" -> Json.number(json, member, m.version());
            case "agenda" -> MinuteItemJson.write(json, member, view.agenda());
            case "minutes" -> MinuteItemJson.write(json, member, view.minutes());
            case "action_items" -> ActionItemJson.write(json, member, view.actionItems());
            case "reports" -> ReportJson.write(json, member, view.reports(), contents);
            default -> throw new IllegalArgumentException(member);
        }
    }

    private static @Nullable String code(@Nullable Coded coded) {
        return coded == null ? null : coded.code();
    }

    private static void strings(JsonGenerator json, String name, List<?> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (var value : values) {
            json.writeString(value.toString());
        }
        json.writeEndArray();
    }

    private static void project(JsonGenerator json, Meeting m) throws IOException {
        var project = m.project();
        if (project == null) {
            json.writeNullField("project");
            return;
        }
        json.writeObjectFieldStart("project");
        Json.string(json, "id", project.id());
        Json.string(json, "alias", project.alias());
        Json.number(json, "team", project.team());
        Json.string(json, "name", project.name());
        json.writeEndObject();
    }

    private static void owner(JsonGenerator json, Meeting m) throws IOException {
        json.writeObjectFieldStart("owner");
        Json.string(json, "id", m.owner().id());
        Json.string(json, "alias", m.owner().alias());
        Json.number(json, "user", m.owner().user());
        Json.string(json, "name", m.owner().name());
        json.writeEndObject();
    }

    private static void participants(JsonGenerator json, Meeting m) throws IOException {
        json.writeArrayFieldStart("participants");
        for (var p : m.participants()) {
            json.writeStartObject();
            Json.string(json, "person_id", p.personId());
            Json.string(json, "name", p.name());
            Json.string(json, "email", p.email());
            Json.string(json, "status", code(p.status()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void conference(JsonGenerator json, Meeting m) throws IOException {
        json.writeObjectFieldStart("conference");
        Json.string(json, "number", m.conference().number());
        Json.string(json, "extension", m.conference().extension());
        Json.string(json, "password", m.conference().password());
        json.writeEndObject();
    }

    private static void recording(JsonGenerator json, Meeting m) throws IOException {
        var recording = m.recording();
        json.writeObjectFieldStart("recording");
        Json.string(json, "url", recording.url());
        Json.number(json, "size_bytes", recording.sizeBytes());
        Json.string(json, "sdk_upload_id", recording.sdkUploadId());
        Json.string(json, "recall_recording_id", recording.recallRecordingId());
        Json.string(json, "error", recording.error());
        json.writeEndObject();
    }

    private static void transcript(JsonGenerator json, MeetingView view) throws IOException {
        var transcript = view.meeting().transcript();
        json.writeObjectFieldStart("transcript");
        Json.string(json, "state", transcript.state().code());
        Json.number(json, "segment_count", transcript.segmentCount());
        Json.number(json, "revision", transcript.revision());
        if (view.text() != null) {
            Json.string(json, "text", view.text());
        }
        json.writeEndObject();
    }

    private static void source(JsonGenerator json, Meeting m) throws IOException {
        json.writeObjectFieldStart("source");
        Json.string(json, "style", m.source().style());
        Json.string(json, "connection_id", m.source().connectionId());
        Json.string(json, "native_id", m.source().nativeId());
        Instants.write(json, "synced_at", m.source().syncedAt());
        json.writeEndObject();
    }

    /** A body that the contract has checked. */
    static Changes<MeetingField> changes(JsonObject body) {
        var changes = Bodies.of(body, MeetingField.class)
                .plain(MeetingField.TITLE)
                .plain(MeetingField.DESCRIPTION)
                .plain(MeetingField.NOTES)
                .coded(MeetingField.STATUS, MeetingStatus.class)
                .coded(MeetingField.PLATFORM, Platform.class)
                .plain(MeetingField.URL)
                .plain(MeetingField.LOCATION)
                .time(MeetingField.STARTS_AT)
                .time(MeetingField.ENDED_AT)
                .whole(MeetingField.DURATION_SECONDS)
                .coded(MeetingField.PRIVACY, Privacy.class)
                .list(MeetingField.TAGS, value -> value)
                .id(MeetingField.PROJECT_ID)
                .id(MeetingField.OWNER_ID)
                .list(MeetingField.PARTICIPANTS, value -> participant((JsonObject) value))
                .list(MeetingField.SHARED_WITH, value -> UUID.fromString((String) value))
                .plain(MeetingField.SHORT_URL)
                .plain(MeetingField.SUMMARY)
                .time(MeetingField.SUMMARY_GENERATED_AT)
                .time(MeetingField.TASKS_GENERATED_AT)
                .object(
                        "conference",
                        "conference_",
                        MeetingField.CONFERENCE_NUMBER,
                        MeetingField.CONFERENCE_EXTENSION,
                        MeetingField.CONFERENCE_PASSWORD)
                .object(
                        "recording",
                        "recording_",
                        MeetingField.RECORDING_URL,
                        MeetingField.RECORDING_SIZE_BYTES,
                        MeetingField.RECORDING_SDK_UPLOAD_ID,
                        MeetingField.RECORDING_RECALL_RECORDING_ID,
                        MeetingField.RECORDING_ERROR);
        for (var list : List.of(MeetingField.AGENDA, MeetingField.MINUTES)) {
            changes.read(list, list.code(), value -> MinuteItemJson.items("/" + list.code(), (JsonArray) value))
                    .neverNull(list, List.of());
        }
        return changes.done();
    }

    private static Participant participant(JsonObject p) {
        var person = p.getString("person_id");
        var status = p.getString("status");
        return new Participant(
                person == null ? null : UUID.fromString(person),
                p.getString("name"),
                p.getString("email"),
                status == null ? null : Coded.of(AttendanceStatus.class, status));
    }
}
