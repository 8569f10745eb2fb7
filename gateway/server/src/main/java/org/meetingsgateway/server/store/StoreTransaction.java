package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Objects;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.server.sync.Job;
import org.meetingsgateway.server.sync.Lost;
import org.meetingsgateway.server.sync.Mirror.Outcome;

/** The store inside one transaction: all that is written there is there together, or nothing is. */
public final class StoreTransaction {
    private final Store store;
    private final SqlConnection connection;
    private final MeetingSource source;

    StoreTransaction(Store store, SqlConnection connection, MeetingSource source) {
        this.store = store;
        this.connection = connection;
        this.source = source;
    }

    /** Answers every call. */
    public MeetingSource source() {
        return source;
    }

    /** Who owns meetings, as this transaction sees it. */
    public OwnerTable owners() {
        return new OwnerTable(connection);
    }

    /**
     * Stores what a remote account has, for a caller: no lease is needed. {@link Outcome#STALE}, and nothing is written,
     * where what is here was asked for later, and where it is not here. Fails with {@link Lost} where the connection is
     * gone, paused, or of another base URL now.
     *
     * @param asOf when the account was asked for it, by {@link Store#sharedNow}
     */
    public Future<Outcome> put(Job job, Instant asOf, RemoteMeeting meeting) {
        return target(job).compose(target -> {
            var rows = new MirroredRows(connection, job);
            var row = new MirroredRows.Told(
                    meeting, null, day(meeting, asOf), target.pass() - 1, 0, asOf.plus(job.poll()));
            return rows.takeKnown(row, asOf)
                    .compose(known -> known.isEmpty()
                            ? Future.succeededFuture(Outcome.STALE)
                            : store.mirrored(connection)
                                    .put(target.target(), job, meeting, asOf)
                                    .compose(put -> rows.link(meeting.nativeId(), known.get(), put.meetingId())
                                            .map(put.outcome())));
        });
    }

    private record Place(MirrorLease.Target target, long pass) {}

    /** It stays until the transaction ends. Nothing else of it is held: its slots are taken meanwhile. */
    private Future<Place> target(Job job) {
        return new Sql("SELECT c.project_id, c.owner_id, c.pass FROM connection c")
                .add(
                        " WHERE c.tenant_id = ? AND c.id = ? AND c.base_url = ? AND c.paused_at IS NULL FOR KEY SHARE",
                        job.tenantId(),
                        job.connectionId(),
                        job.baseUrl())
                .run(connection)
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new Lost();
                    }
                    var row = rows.iterator().next();
                    return new Place(new MirrorLease.Target(row.getUUID(0), row.getUUID(1)), row.getLong(2));
                });
    }

    private static Instant day(RemoteMeeting meeting, Instant otherwise) {
        var starts = meeting.fields().get(MeetingField.STARTS_AT, Instant.class);
        return starts == null ? Objects.requireNonNullElse(meeting.createdAt(), otherwise) : starts;
    }
}
