package org.meetingsgateway.bench;

import static org.meetingsgateway.bench.Body.number;
import static org.meetingsgateway.bench.Body.string;
import static org.meetingsgateway.bench.Body.time;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first page of {@code /v1/meetings}. Columns by their position in the recorded statement. */
final class CanonicalBody implements Body {
    private final String next;

    /** @param next the cursor, a constant: the benchmark changes no meeting of the list */
    CanonicalBody(String next) {
        this.next = next;
    }

    @Override
    public void write(List<RowSet<Row>> results, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("items");
        int left = Listing.PAGE;
        for (var row : results.getFirst()) {
            if (left-- == 0) {
                break;
            }
            meeting(row, json);
        }
        json.writeEndArray();
        json.writeStringField("next_cursor", next);
        json.writeEndObject();
    }

    /** A meeting with the text of its transcript, and without action items and reports: it has none. */
    static void whole(Row row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        members(row, row.getString(row.size() - 1), json);
        for (var part : List.of("agenda", "minutes", "action_items", "reports")) {
            json.writeArrayFieldStart(part);
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void meeting(Row row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        members(row, null, json);
        json.writeEndObject();
    }

    private static void members(Row row, @Nullable String text, JsonGenerator json) throws IOException {
        string(json, "id", row.getUUID(0));
        string(json, "alias", row.getString(1));
        string(json, "slug", row.getString(2));
        string(json, "title", row.getString(3));
        string(json, "description", row.getString(4));
        string(json, "notes", row.getString(5));
        string(json, "status", row.getString(6));
        string(json, "platform", row.getString(7));
        string(json, "url", row.getString(8));
        string(json, "location", row.getString(9));
        time(json, "starts_at", row, 10);
        time(json, "ended_at", row, 11);
        number(json, "duration_seconds", row.getLong(12));
        string(json, "privacy", row.getString(13));
        strings(json, "tags", row.getArrayOfStrings(14));
        string(json, "project_id", row.getUUID(15));
        project(row, json);
        string(json, "owner_id", row.getUUID(20));
        owner(row, json);
        participants(row.getJsonArray(26), json);
        strings(json, "shared_with", row.getArrayOfUUIDs(27));
        json.writeObjectFieldStart("conference");
        string(json, "number", row.getString(28));
        string(json, "extension", row.getString(29));
        string(json, "password", row.getString(30));
        json.writeEndObject();
        string(json, "short_url", row.getString(31));
        json.writeObjectFieldStart("recording");
        string(json, "url", row.getString(32));
        number(json, "size_bytes", row.getLong(33));
        string(json, "sdk_upload_id", row.getUUID(34));
        string(json, "recall_recording_id", row.getUUID(35));
        string(json, "error", row.getString(36));
        json.writeEndObject();
        transcript(row, text, json);
        string(json, "summary", row.getString(39));
        time(json, "summary_generated_at", row, 40);
        time(json, "tasks_generated_at", row, 41);
        json.writeObjectFieldStart("source");
        string(json, "style", row.getString(42));
        string(json, "connection_id", row.getUUID(43));
        string(json, "native_id", row.getString(44));
        time(json, "synced_at", row, 45);
        json.writeEndObject();
        time(json, "created_at", row, 49);
        time(json, "updated_at", row, 50);
        number(json, "version", row.getLong(51));
    }

    private static void project(Row row, JsonGenerator json) throws IOException {
        if (row.getUUID(15) == null) {
            json.writeNullField("project");
            return;
        }
        json.writeObjectFieldStart("project");
        string(json, "id", row.getUUID(15));
        string(json, "alias", row.getString(16));
        number(json, "team", row.getInteger(17));
        string(json, "name", row.getString(18));
        json.writeEndObject();
    }

    private static void owner(Row row, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("owner");
        string(json, "id", row.getUUID(20));
        string(json, "alias", row.getString(21));
        number(json, "user", row.getInteger(22));
        string(json, "name", (row.getString(23) + " " + row.getString(24)).strip());
        json.writeEndObject();
    }

    private static void transcript(Row row, @Nullable String text, JsonGenerator json) throws IOException {
        int segments = row.getInteger(37);
        var status = row.getString(6);
        var ended = status.equals("completed") || status.equals("failed");
        json.writeObjectFieldStart("transcript");
        json.writeStringField("state", segments == 0 ? "none" : ended ? "complete" : "partial");
        json.writeNumberField("segment_count", segments);
        number(json, "revision", row.getLong(38));
        if (text != null) {
            json.writeStringField("text", text);
        }
        json.writeEndObject();
    }

    private static void participants(JsonArray participants, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("participants");
        for (int i = 0; i < participants.size(); i++) {
            var p = participants.getJsonObject(i);
            json.writeStartObject();
            string(json, "person_id", p.getString("person_id"));
            string(json, "name", p.getString("name"));
            string(json, "email", p.getString("email"));
            string(json, "status", p.getString("status"));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void strings(JsonGenerator json, String name, @Nullable Object[] values) throws IOException {
        json.writeArrayFieldStart(name);
        for (var value : values) {
            json.writeString(String.valueOf(value));
        }
        json.writeEndArray();
    }
}
