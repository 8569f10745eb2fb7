package org.meetingsgateway.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page or a piece of MinuteBase's lists, from the meetings and the people that they point to, whose statements are the last
 * two. Columns by their position in the recorded statements.
 */
record MinutebaseBody(boolean paged) implements Body {
    @Override
    public void write(List<RowSet<Row>> results, JsonGenerator json) throws IOException {
        var people = results.getLast();
        var meetings = results.get(results.size() - 2);
        if (paged) {
            page(meetings, people, json);
        } else {
            json.writeStartArray();
            meetings(meetings, Questions.PIECE, people, json);
            json.writeEndArray();
        }
    }

    private static void page(RowSet<Row> meetings, RowSet<Row> people, JsonGenerator json) throws IOException {
        var first = meetings.iterator().next();
        long total = first.getLong(first.size() - 1);
        json.writeStartObject();
        json.writeNumberField("current_page", 1);
        json.writeNumberField("per_page", Listing.PAGE);
        json.writeNumberField("total_entries", total);
        json.writeNumberField("total_pages", (total + Listing.PAGE - 1) / Listing.PAGE);
        json.writeArrayFieldStart("results");
        meetings(meetings, Listing.PAGE, people, json);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void meetings(RowSet<Row> meetings, int most, RowSet<Row> people, JsonGenerator json)
            throws IOException {
        var byId = new HashMap<String, Row>();
        for (var person : people) {
            byId.put(person.getUUID(0).toString(), person);
        }
        int left = most;
        for (var row : meetings) {
            if (left-- == 0) {
                break;
            }
            meeting(row, byId, json);
        }
    }

    private static void meeting(Row row, Map<String, Row> people, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", row.getString(1));
        json.writeStringField("title", row.getString(3));
        json.writeStringField("description", row.getString(4));
        json.writeStringField("slug", row.getString(2));
        seconds(json, "start_at", row.getOffsetDateTime(10));
        project(row, json);
        json.writeArrayFieldStart("attendees");
        JsonArray attendees = row.getJsonArray(26);
        for (int i = 0; i < attendees.size(); i++) {
            attendee(attendees.getJsonObject(i), row, people, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("shared_with");
        for (var id : row.getArrayOfUUIDs(27)) {
            json.writeStartObject();
            person(Objects.requireNonNull(people.get(id.toString())), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        Body.string(json, "location", row.getString(9));
        json.writeStringField("privacy", row.getString(13));
        json.writeArrayFieldStart("categories");
        for (var tag : row.getArrayOfStrings(14)) {
            json.writeString(tag);
        }
        json.writeEndArray();
        Body.string(json, "short_url", row.getString(31));
        Body.string(json, "conference_number", row.getString(28));
        Body.string(json, "conference_ext", row.getString(29));
        Body.string(json, "conference_password", row.getString(30));
        json.writeEndObject();
    }

    private static void project(Row row, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("project");
        json.writeStringField("id", row.getString(16));
        json.writeStringField("title", row.getString(18));
        json.writeStringField("slug", row.getString(52));
        Body.string(json, "description", row.getString(53));
        json.writeObjectFieldStart("flag");
        json.writeStringField("left", row.getString(54));
        json.writeStringField("right", row.getString(55));
        json.writeEndObject();
        seconds(json, "created_at", row.getOffsetDateTime(56));
        seconds(json, "archived_at", row.getOffsetDateTime(57));
        json.writeEndObject();
    }

    private static void attendee(JsonObject attendee, Row meeting, Map<String, Row> people, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        var id = attendee.getString("person_id");
        if (id == null) {
            named(attendee, meeting, json);
        } else {
            person(Objects.requireNonNull(people.get(id)), json);
        }
        var status = attendee.getString("status");
        json.writeStringField("status", status == null ? "present" : status);
        json.writeEndObject();
    }

    private static void person(Row person, JsonGenerator json) throws IOException {
        person(
                person.getString(1),
                person.getString(3),
                person.getString(4),
                person.getString(5),
                person.getBoolean(6),
                json);
        Body.string(json, "company", person.getString(7));
        Body.string(json, "department", person.getString(8));
        Body.string(json, "job_title", person.getString(9));
        seconds(json, "created_at", person.getOffsetDateTime(17));
    }

    /** Somebody who is known by name only. */
    private static void named(JsonObject attendee, Row meeting, JsonGenerator json) throws IOException {
        var name = attendee.getString("name");
        int blank = name.indexOf(' ');
        person(
                alias(meeting.getUUID(0), name),
                name.substring(0, blank),
                name.substring(blank + 1),
                attendee.getString("email"),
                false,
                json);
        json.writeNullField("company");
        json.writeNullField("department");
        json.writeNullField("job_title");
        seconds(json, "created_at", meeting.getOffsetDateTime(49));
    }

    private static void person(
            String id, String first, String last, String email, boolean administrator, JsonGenerator json)
            throws IOException {
        json.writeStringField("id", id);
        json.writeNullField("user_id");
        json.writeStringField("firstname", first);
        json.writeStringField("surname", last);
        Body.string(json, "email", email);
        json.writeBooleanField("administrator", administrator);
    }

    private static String alias(UUID meeting, String name) {
        try {
            var digest =
                    MessageDigest.getInstance("MD5").digest((meeting + ":" + name).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }

    private static void seconds(JsonGenerator json, String name, @Nullable OffsetDateTime time) throws IOException {
        Body.number(json, name, time == null ? null : time.toEpochSecond());
    }
}
