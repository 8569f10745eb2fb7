package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.RecordingCall.UpdateRecording;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Participant;

/**
 * Meetings as recordings: the row, the segments and the action items of one are changed together, by one statement that
 * first locks the row. So does whoever appends, and nothing that they write is lost or doubled.
 */
final class RecordingTable {
    /** Of naming participants while others change them. */
    private static final int MOST_ATTEMPTS = 100;

    private static final Duration SOON = Duration.ofSeconds(1);

    private final SqlClient client;
    private final Clock clock;
    private final MeetingTable meetings;
    private final References references;

    RecordingTable(SqlClient client, Clock clock, MeetingTable meetings, References references) {
        this.client = client;
        this.clock = clock;
        this.meetings = meetings;
        this.references = references;
    }

    Future<MeetingView> update(UpdateRecording call, Principal principal) {
        return call.participants() == null
                ? write(call, call.changes(), null, principal)
                : name(call, call.participants(), MOST_ATTEMPTS, principal);
    }

    /**
     * Names participants, which needs those that there are: what was made of them is written only where they are still
     * the same under the lock, else it is made of those that are there now.
     */
    private Future<MeetingView> name(UpdateRecording call, List<String> names, int attempts, Principal principal) {
        if (attempts == 0) {
            return Future.failedFuture(new Problem.Unavailable("Too many change the participants at once", SOON));
        }
        var sql = new Sql("SELECT m.participants FROM meeting m");
        Visibility.ofMeetings(sql, principal);
        MeetingTable.identify(sql, call.ref());
        return sql.run(client).compose(rows -> {
            if (rows.size() == 0) {
                return Future.failedFuture(new Problem.NotFound("meeting"));
            }
            var known = rows.iterator().next().getJsonArray(0);
            var changes = Changes.of(MeetingField.class);
            call.changes().forEach(changes::set);
            changes.set(MeetingField.PARTICIPANTS, Participant.named(names, MeetingColumns.participants(known)));
            return write(call, changes.build(), known, principal)
                    .recover(failure -> failure instanceof Problem.NotFound
                            ? name(call, names, attempts - 1, principal)
                            : Future.failedFuture(failure));
        });
    }

    /** @param participants those that have to be there still; null for any */
    private Future<MeetingView> write(
            UpdateRecording call, Changes<MeetingField> said, @Nullable JsonArray participants, Principal principal) {
        return references.resolve(said, call.ref(), principal).compose(changes -> {
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            var segments = call.segments();
            var actionItems = call.actionItems();
            var sql = new Sql("WITH locked AS (SELECT m.id FROM meeting m");
            Visibility.ofMeetings(sql, principal);
            MeetingTable.identify(sql, call.ref());
            if (participants != null) {
                sql.add(" AND m.participants = ?", participants);
            }
            sql.add(" FOR NO KEY UPDATE OF m)");
            if (segments != null) {
                sql.add(
                                ", told AS (SELECT t.stored, t.chars FROM locked, LATERAL replace_segments(?, locked.id",
                                principal.tenantId())
                        .add(", ?, ?, ?, ?, ?, ?) t)", SegmentTable.columns(segments));
            }
            if (actionItems != null) {
                sql.add(
                        ", to_do AS (SELECT t.new_minutes, t.added FROM locked, LATERAL replace_action_items(?, locked.id, ?, ?) t)",
                        principal.tenantId(),
                        now,
                        wanted(actionItems));
            }
            sql.add(
                    ", m AS (UPDATE meeting m SET version = m.version + 1, edited_version = m.version + 1, "
                            + MeetingColumns.CHANGED_AT,
                    now);
            MeetingTable.assign(changes, (column, value) -> sql.add(", " + column + " = ?", value));
            if (segments != null) {
                sql.add(", segment_count = told.stored, transcript_chars = told.chars,"
                        + " transcript_revision = m.transcript_revision + 1");
            }
            if (actionItems != null) {
                sql.add(", minutes = to_do.new_minutes, action_item_count = m.action_item_count + to_do.added");
            }
            sql.add(
                    " FROM locked" + (segments == null ? "" : ", told") + (actionItems == null ? "" : ", to_do")
                            + " WHERE m.tenant_id = ? AND m.id = locked.id RETURNING m.*)",
                    principal.tenantId());
            return meetings.written(sql, principal);
        });
    }

    /** As the database function takes them. */
    static JsonArray wanted(List<Changes<ActionItemField>> actionItems) {
        var wanted = new JsonArray();
        for (var item : actionItems) {
            var said = new JsonObject();
            item.forEach((field, value) -> said.put(field.code(), value));
            wanted.add(said);
        }
        return wanted;
    }
}
