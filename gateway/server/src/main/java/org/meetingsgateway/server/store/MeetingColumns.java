package org.meetingsgateway.server.store;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.Conference;
import org.meetingsgateway.model.Flag;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.Participant;
import org.meetingsgateway.model.Participant.AttendanceStatus;
import org.meetingsgateway.model.PersonRef;
import org.meetingsgateway.model.Platform;
import org.meetingsgateway.model.Privacy;
import org.meetingsgateway.model.ProjectRef;
import org.meetingsgateway.model.Recording;
import org.meetingsgateway.model.Source;
import org.meetingsgateway.model.Transcript;

/** The columns of a meeting and what they mean, in both directions. Columns are read by position: names cost. */
final class MeetingColumns {
    /** Of {@code m}, its project {@code p} and its owner {@code o}, in the order that {@link #meeting} reads them. */
    static final String MEETING = """
            m.id, m.alias, m.slug, m.title, m.description, m.notes, m.status, m.platform, m.url, m.location, \
            m.starts_at, m.ended_at, m.duration_seconds, m.privacy, m.tags, \
            p.id, p.alias, p.team, p.name, p.version, \
            o.id, o.alias, o.user_number, o.first_name, o.last_name, o.version, \
            m.participants, m.shared_with, m.conference_number, m.conference_extension, m.conference_password, m.short_url, \
            m.recording_url, m.recording_size_bytes, m.recording_sdk_upload_id, m.recording_recall_recording_id, \
            m.recording_error, m.segment_count, m.transcript_revision, m.summary, m.summary_generated_at, \
            m.tasks_generated_at, m.source_style, m.connection_id, m.native_id, m.synced_at, m.report_count, m.has_minutes, \
            m.action_item_count, m.created_at, m.updated_at, m.version, \
            p.slug, p.description, p.flag_left, p.flag_right, p.created_at, p.archived_at""";

    /** How many columns {@link #MEETING} has: what follows starts here. */
    static final int COUNT = 58;

    /**
     * That {@code m} changes now, by the clock of the writer. It never goes back, whatever clock the last writer had and however
     * long this one waits for the row: no two states of a meeting have one {@code updated_at}.
     */
    static final String CHANGED_AT = "updated_at = greatest(m.updated_at + interval '1 microsecond', ?)";

    private MeetingColumns() {}

    static Meeting meeting(Row row) {
        var status = Coded.of(MeetingStatus.class, row.getString(6));
        var segments = row.getInteger(37);
        var version = row.getLong(51);
        var projectVersion = row.getLong(19);
        return new Meeting(
                row.getUUID(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                status,
                coded(Platform.class, row.getString(7)),
                row.getString(8),
                row.getString(9),
                Sql.instantOrNull(row, 10),
                Sql.instantOrNull(row, 11),
                row.getLong(12),
                Coded.of(Privacy.class, row.getString(13)),
                List.of(row.getArrayOfStrings(14)),
                row.getUUID(15) == null ? null : project(row),
                new PersonRef(
                        row.getUUID(20),
                        row.getString(21),
                        row.getInteger(22),
                        (row.getString(23) + " " + row.getString(24)).strip()),
                participants(row.getJsonArray(26)),
                List.of(row.getArrayOfUUIDs(27)),
                new Conference(row.getString(28), row.getString(29), row.getString(30)),
                row.getString(31),
                new Recording(row.getString(32), row.getLong(33), row.getUUID(34), row.getUUID(35), row.getString(36)),
                new Transcript(state(status, segments), segments, row.getLong(38)),
                row.getString(39),
                Sql.instantOrNull(row, 40),
                Sql.instantOrNull(row, 41),
                new Source(row.getString(42), row.getUUID(43), row.getString(44), Sql.instantOrNull(row, 45)),
                row.getInteger(46) + (row.getBoolean(47) ? 1 : 0),
                row.getInteger(48),
                Sql.instant(row, 49),
                Sql.instant(row, 50),
                version,
                (projectVersion == null ? 0 : projectVersion) + "." + row.getLong(25));
    }

    private static ProjectRef project(Row row) {
        return new ProjectRef(
                row.getUUID(15),
                row.getString(16),
                row.getInteger(17),
                row.getString(52),
                row.getString(18),
                row.getString(53),
                flag(row, 54),
                Sql.instant(row, 56),
                Sql.instantOrNull(row, 57));
    }

    /** Of two columns. */
    static Flag flag(Row row, int column) {
        return new Flag(
                Coded.of(Flag.Color.class, row.getString(column)),
                Coded.of(Flag.Color.class, row.getString(column + 1)));
    }

    static Transcript.State state(MeetingStatus status, int segments) {
        if (segments == 0) {
            return Transcript.State.NONE;
        }
        return switch (status) {
            case COMPLETED, FAILED -> Transcript.State.COMPLETE;
            case SCHEDULED, RECORDING, UPLOADING, PROCESSING -> Transcript.State.PARTIAL;
        };
    }

    private static <E extends Enum<E> & Coded> @Nullable E coded(Class<E> type, @Nullable String code) {
        return code == null ? null : Coded.of(type, code);
    }

    static List<Participant> participants(JsonArray stored) {
        var out = new ArrayList<Participant>(stored.size());
        for (int i = 0; i < stored.size(); i++) {
            var p = stored.getJsonObject(i);
            var person = p.getString("person_id");
            out.add(new Participant(
                    person == null ? null : UUID.fromString(person),
                    p.getString("name"),
                    p.getString("email"),
                    coded(AttendanceStatus.class, p.getString("status"))));
        }
        return out;
    }

    static JsonArray stored(List<Participant> participants) {
        var out = new JsonArray();
        for (var p : participants) {
            var status = p.status();
            out.add(new JsonObject()
                    .put("person_id", p.personId() == null ? null : p.personId().toString())
                    .put("name", p.name())
                    .put("email", p.email())
                    .put("status", status == null ? null : status.code()));
        }
        return out;
    }

    /** What the participant filter looks for. */
    static String[] keys(List<Participant> participants) {
        return participants.stream()
                .flatMap(p -> java.util.stream.Stream.of(
                        p.personId() == null ? null : p.personId().toString(), p.name(), p.email()))
                .filter(java.util.Objects::nonNull)
                .map(MeetingColumns::key)
                .distinct()
                .toArray(String[]::new);
    }

    static String key(String participant) {
        return participant.strip().toLowerCase(Locale.ROOT);
    }

    /** Numbered by their places. */
    static List<MinuteItem> items(JsonArray stored) {
        return items(stored, List.of());
    }

    private static List<MinuteItem> items(JsonArray stored, List<Integer> parent) {
        var out = new ArrayList<MinuteItem>(stored.size());
        for (int i = 0; i < stored.size(); i++) {
            var item = stored.getJsonObject(i);
            var reference = new ArrayList<>(parent);
            reference.add(i + 1);
            out.add(new MinuteItem(
                    item.getString("id"),
                    item.getString("title"),
                    item.getString("contents"),
                    Coded.of(MinuteItem.Type.class, item.getString("type")),
                    reference,
                    item.getString("due_at") == null ? null : Instant.parse(item.getString("due_at")),
                    item.getJsonArray("assignee_ids", new JsonArray()).stream()
                            .map(id -> UUID.fromString((String) id))
                            .toList(),
                    items(item.getJsonArray("children"), reference)));
        }
        return out;
    }

    /** As a moment is stored inside of JSON. */
    static String moment(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MICROS).toString();
    }

    /** Without their numbers, which follow from their places. */
    static JsonArray storedItems(List<?> items) {
        var out = new JsonArray();
        for (var any : items) {
            var item = (MinuteItem) any;
            out.add(new JsonObject()
                    .put("id", item.id())
                    .put("title", item.title())
                    .put("contents", item.contents())
                    .put("type", item.type().code())
                    .put("due_at", item.dueAt() == null ? null : moment(item.dueAt()))
                    .put(
                            "assignee_ids",
                            new JsonArray(item.assigneeIds().stream()
                                    .map(UUID::toString)
                                    .toList()))
                    .put("children", storedItems(item.children())));
        }
        return out;
    }
}
