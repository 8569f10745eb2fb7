package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.RecordingCall.UpdateRecording;
import org.meetingsgateway.model.ActionItemField;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingView;

/**
 * Meetings as recordings: the row, the segments and the action items of one are changed together, by one statement that
 * first locks the row. So does whoever appends, and nothing that they write is lost or doubled.
 */
final class RecordingTable {
    private final Clock clock;
    private final MeetingTable meetings;
    private final References references;

    RecordingTable(Clock clock, MeetingTable meetings, References references) {
        this.clock = clock;
        this.meetings = meetings;
        this.references = references;
    }

    Future<MeetingView> update(UpdateRecording call, Principal principal) {
        return references.resolve(call.changes(), call.ref(), principal).compose(changes -> {
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            var segments = call.segments();
            var actionItems = call.actionItems();
            var sql = new Sql("WITH locked AS (SELECT m.id FROM meeting m");
            Visibility.ofMeetings(sql, principal);
            MeetingTable.identify(sql, call.ref());
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
                    ", m AS (UPDATE meeting m SET version = m.version + 1, edited_version = m.version + 1, updated_at = ?",
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

    private static JsonArray wanted(List<Changes<ActionItemField>> actionItems) {
        var wanted = new JsonArray();
        for (var item : actionItems) {
            var said = new JsonObject();
            item.forEach((field, value) -> said.put(field.code(), value));
            wanted.add(said);
        }
        return wanted;
    }
}
