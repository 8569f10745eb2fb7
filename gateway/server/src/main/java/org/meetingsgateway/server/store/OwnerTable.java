package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.meetingsgateway.call.ActionItemCall;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall;
import org.meetingsgateway.call.MinutesCall;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.RecordingCall;
import org.meetingsgateway.call.ReportCall;
import org.meetingsgateway.call.TranscriptCall;
import org.meetingsgateway.model.MeetingRef;

/** Which connections own meetings, as far as a principal sees these. */
public final class OwnerTable {
    /**
     * A meeting that a connection owns.
     *
     * @param version counts all changes
     * @param editedVersion the version that the latest edit made; what is appended does not count
     */
    public record Owned(
            UUID meetingId,
            UUID connectionId,
            String nativeId,
            long version,
            long editedVersion,
            long agendaLockVersion,
            long minutesLockVersion) {}

    private static final String OWNED = "SELECT m.id, m.connection_id, m.native_id, m.version, m.edited_version,"
            + " m.agenda_lock_version, m.minutes_lock_version FROM meeting m";

    private final SqlClient client;

    public OwnerTable(SqlClient client) {
        this.client = client;
    }

    /** Of the meeting that a call writes to; empty where it is the gateway's own, or not seen, or where there is none. */
    public Future<Optional<Owned>> writtenBy(Call<?> call, Principal principal) {
        return switch (call) {
            case MeetingCall.UpdateMeeting c -> of(c.ref(), principal);
            case MeetingCall.DeleteMeeting c -> of(c.ref(), principal);
            case MinutesCall.ReplaceMinutes c -> of(c.ref(), principal);
            case TranscriptCall.AppendSegments c -> of(c.ref(), principal);
            case RecordingCall.UpdateRecording c -> of(c.ref(), principal);
            case ReportCall.CreateReport c -> of(c.meeting(), principal);
            case ReportCall.UpdateReport c -> ofReport(c.id(), principal);
            case ReportCall.DeleteReport c -> ofReport(c.id(), principal);
            case ActionItemCall.CreateActionItem c -> of(c.meeting(), principal);
            case ActionItemCall.UpdateActionItem c -> ofActionItem(c.id(), principal);
            case ActionItemCall.DeleteActionItem c -> ofActionItem(c.id(), principal);
            case ActionItemCall.AddComment c -> ofActionItem(c.id(), principal);
            default -> Future.succeededFuture(Optional.empty());
        };
    }

    /** Empty where the meeting is the gateway's own, or not seen. */
    public Future<Optional<Owned>> of(MeetingRef ref, Principal principal) {
        return find(OWNED, principal, sql -> MeetingTable.identify(sql, ref));
    }

    private Future<Optional<Owned>> ofReport(String id, Principal principal) {
        var from = OWNED + " JOIN report r ON r.tenant_id = m.tenant_id AND r.meeting_id = m.id";
        return Ids.uuid(id)
                .map(uuid -> find(from, principal, sql -> sql.add(" AND r.id = ?", uuid)))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private Future<Optional<Owned>> ofActionItem(String id, Principal principal) {
        var from = OWNED + " JOIN action_item a ON a.tenant_id = m.tenant_id AND a.meeting_id = m.id";
        return find(
                from,
                principal,
                sql -> Ids.uuid(id)
                        .ifPresentOrElse(
                                uuid -> sql.add(" AND a.id = ?", uuid), () -> sql.add(" AND a.alias = ?", id)));
    }

    private Future<Optional<Owned>> find(String from, Principal principal, Consumer<Sql> identify) {
        var sql = new Sql(from);
        Visibility.ofMeetings(sql, principal);
        identify.accept(sql);
        return sql.add(" AND m.connection_id IS NOT NULL")
                .run(client)
                .map(rows -> rows.size() == 0
                        ? Optional.<Owned>empty()
                        : Optional.of(owned(rows.iterator().next())))
                .recover(Failures::translate);
    }

    private static Owned owned(Row row) {
        return new Owned(
                row.getUUID(0),
                row.getUUID(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6));
    }
}
