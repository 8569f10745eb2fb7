package org.meetingsgateway.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Page 1 of MeetLog's list of transcripts. Columns by their position in the recorded statement. */
final class MeetlogBody implements Body {
    @Override
    public void write(List<RowSet<Row>> results, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("items");
        long total = 0;
        for (var row : results.getFirst()) {
            total = row.getLong(row.size() - 1);
            json.writeStartObject();
            members(row, json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("meta");
        json.writeNumberField("page", 1);
        json.writeNumberField("page_size", Listing.PAGE);
        json.writeNumberField("total", total);
        json.writeNumberField("total_pages", (total + Listing.PAGE - 1) / Listing.PAGE);
        json.writeEndObject();
        json.writeEndObject();
    }

    /** A transcript with its text, of a meeting without a video and without reports. */
    static void whole(Row row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        members(row, json);
        json.writeStringField("text", row.getString(row.size() - 1));
        Body.string(json, "summary", row.getString(39));
        json.writeNullField("file_size_mb");
        json.writeArrayFieldStart("report_ids");
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void members(Row row, JsonGenerator json) throws IOException {
        var title = row.getString(3);
        var status = row.getString(6);
        Body.string(json, "id", row.getUUID(0));
        json.writeStringField("title", title == null ? "Untitled meeting" : title);
        json.writeStringField("status", status.equals("completed") || status.equals("failed") ? status : "processing");
        // MeetLog knows whole seconds only.
        Body.string(json, "created_at", row.getOffsetDateTime(49).toInstant().truncatedTo(ChronoUnit.SECONDS));
        Body.number(json, "duration_seconds", row.getLong(12));
        Body.string(json, "source_url", row.getString(32));
    }
}
