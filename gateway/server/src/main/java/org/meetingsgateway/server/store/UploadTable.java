package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.MeetingCall.UpdateMeeting;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingStatus;

/** Uploads of all tenants, and what was said of them. An event is noted in the transaction of its effect. */
final class UploadTable {
    /** Longer than anybody goes on sending an event that was not taken. */
    private static final Duration KEPT = Duration.ofDays(3);

    private static final int AT_ONCE = 10_000;

    private final SqlClient transaction;
    private final MeetingSource source;
    private final Clock clock;

    /** @param source in the same transaction */
    UploadTable(SqlClient transaction, MeetingSource source, Clock clock) {
        this.transaction = transaction;
        this.source = source;
        this.clock = clock;
    }

    Future<Void> tell(UploadEvent event) {
        // Who sends it twice at once waits here for the first one.
        return new Sql(
                        "INSERT INTO webhook (id, received_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
                        event.id(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS))
                .run(transaction)
                .compose(noted -> noted.rowCount() == 0 ? Future.succeededFuture() : apply(event));
    }

    private Future<Void> apply(UploadEvent event) {
        return new Sql(
                        "SELECT m.tenant_id, t.slug, m.id, m.status, m.recording_recall_recording_id, m.recording_error"
                                + " FROM upload u JOIN meeting m ON m.tenant_id = u.tenant_id AND m.id = u.meeting_id"
                                + " JOIN tenant t ON t.id = u.tenant_id AND t.deleted_at IS NULL"
                                + " WHERE u.sdk_upload_id = ? FOR NO KEY UPDATE OF m",
                        event.upload())
                .run(transaction)
                .compose(found -> {
                    if (found.size() == 0) {
                        return Future.failedFuture(new Problem.NotFound("upload"));
                    }
                    var row = found.iterator().next();
                    var changes = changes(event, row);
                    var ref = new MeetingRef(row.getUUID(2).toString());
                    return changes.isEmpty()
                            ? Future.succeededFuture()
                            : source.call(new UpdateMeeting(ref, null, changes), operator(row))
                                    .mapEmpty();
                });
    }

    private static Principal operator(Row row) {
        return new Principal(row.getUUID(0), row.getString(1), null, "webhook", Set.of(), Principal.View.TENANT);
    }

    private static Changes<MeetingField> changes(UploadEvent event, Row row) {
        var changes = Changes.of(MeetingField.class);
        var status = Coded.of(MeetingStatus.class, row.getString(3));
        @Nullable UUID recordingId = row.getUUID(4);
        @Nullable String error = row.getString(5);
        if (goesOn(status, event.status())) {
            changes.set(MeetingField.STATUS, event.status());
            if (event.error() != null && error == null) {
                changes.set(MeetingField.RECORDING_ERROR, event.error());
            }
        }
        if (event.recordingId() != null && recordingId == null) {
            changes.set(MeetingField.RECORDING_RECALL_RECORDING_ID, event.recordingId());
        }
        return changes.build();
    }

    /** Forward only, as events come in any order; what is completed or failed stays so. */
    private static boolean goesOn(MeetingStatus now, MeetingStatus next) {
        return now != MeetingStatus.COMPLETED && next.compareTo(now) > 0;
    }

    static Future<Integer> deleteOld(SqlClient client, Instant now) {
        return Batches.older(client, "webhook", AT_ONCE, "received_at", now.minus(KEPT), "");
    }
}
