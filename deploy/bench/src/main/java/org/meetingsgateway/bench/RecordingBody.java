package org.meetingsgateway.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A desktop recording that has no participants and no tasks, and its segments. Columns by their position. */
final class RecordingBody implements Body {
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    @Override
    public void write(List<RowSet<Row>> results, JsonGenerator json) throws IOException {
        var row = results.getFirst().iterator().next();
        var segments = results.getLast();
        json.writeStartObject();
        Body.string(json, "id", row.getUUID(0));
        Body.number(json, "team", row.getInteger(17));
        Body.number(json, "created_by", row.getInteger(22));
        Body.string(json, "sdk_upload_id", row.getUUID(34) == null ? row.getUUID(0) : row.getUUID(34));
        Body.string(json, "recall_recording_id", row.getUUID(35));
        json.writeStringField("platform", row.getString(7));
        Body.string(json, "meeting_title", row.getString(3));
        Body.string(json, "meeting_url", row.getString(8));
        Body.number(json, "duration_seconds", row.getLong(12));
        json.writeStringField("status", row.getString(6));
        Body.string(json, "notes", row.getString(5));
        Body.string(json, "error_message", row.getString(36));
        Body.string(json, "video_url", row.getString(32));
        Body.number(json, "video_size_bytes", row.getLong(33));
        json.writeArrayFieldStart("participants");
        json.writeEndArray();
        var text = new StringJoiner(" ");
        for (var segment : segments) {
            text.add(segment.getString(2));
        }
        json.writeStringField("transcript_text", text.toString());
        json.writeArrayFieldStart("transcript_segments");
        for (var segment : segments) {
            segment(segment, json);
        }
        json.writeEndArray();
        Body.string(json, "summary", row.getString(39));
        json.writeArrayFieldStart("extracted_tasks");
        json.writeEndArray();
        micros(json, "tasks_generated_at", row, 41);
        micros(json, "summary_generated_at", row, 40);
        micros(json, "started_at", row, 10);
        micros(json, "completed_at", row, 11);
        micros(json, "created_at", row, 49);
        micros(json, "updated_at", row, 50);
        json.writeEndObject();
    }

    private static void segment(Row segment, JsonGenerator json) throws IOException {
        json.writeStartObject();
        decimal(json, "timestamp", segment.getDouble(4));
        Body.string(json, "speaker", segment.getString(3));
        json.writeStringField("text", segment.getString(2));
        decimal(json, "confidence", segment.getDouble(6));
        json.writeBooleanField("is_final", segment.getBoolean(7));
        json.writeEndObject();
    }

    private static void decimal(JsonGenerator json, String name, @Nullable Double value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }

    private static void micros(JsonGenerator json, String name, Row row, int column) throws IOException {
        var time = row.getOffsetDateTime(column);
        Body.string(json, name, time == null ? null : MICROS.format(time));
    }
}
