package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.model.Appended;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
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

    /**
     * Whether a meeting may point to all that it is to point to, before anybody else is told; else {@link
     * org.meetingsgateway.call.Problem.Invalid}.
     *
     * @param changed null: one that is to be made
     */
    public Future<Void> check(Changes<MeetingField> changes, @Nullable MeetingRef changed, Principal principal) {
        return store.references(connection).resolve(changes, changed, principal).mapEmpty();
    }

    /** Who owns meetings, as this transaction sees it. */
    public OwnerTable owners() {
        return new OwnerTable(connection);
    }

    /**
     * Appends to a meeting that is the gateway's own, without asking first whose it is.
     *
     * @return empty, and nothing is written, where it is not, where it is not seen, and where there is none
     */
    public Future<Optional<Appended>> appendToOwn(AppendSegments call, Principal principal) {
        return store.segments(connection).appendToOwn(call, principal);
    }

    /** What is being written to remote accounts. */
    public OutboxTable outbox() {
        return new OutboxTable(connection);
    }

    /** Nobody else writes what is known of the meeting until the transaction ends: to be asked for before it is written. */
    public Future<Void> hold(Job job, String nativeId) {
        return new MirroredRows(connection, job).hold(nativeId);
    }

    /**
     * After the meeting was written here, under {@link #hold}: it is made what the account has, be that what it was before.
     *
     * @param answered when the account had told it; where somebody asked later meanwhile, it is looked at once more
     */
    public Future<Void> take(Job job, Instant answered, RemoteMeeting meeting) {
        return target(job)
                .compose(place -> new MirroredRows(connection, job)
                        .renew(told(job, place, meeting, answered), answered)
                        .compose(renewed -> store.mirrored(connection).replace(place.target(), job, meeting, answered)))
                .mapEmpty();
    }

    /** As {@link #put}, also of one that is not here yet, as it was just made there. Gives the id that it has here. */
    public Future<UUID> bring(Job job, Instant asOf, RemoteMeeting meeting) {
        return target(job).compose(place -> {
            var rows = new MirroredRows(connection, job);
            return rows.take(told(job, place, meeting, asOf), asOf)
                    .compose(known -> rows.claim(meeting.nativeId()).map(known))
                    .compose(known -> known.isEmpty()
                            ? rows.meeting(meeting.nativeId())
                            : store.mirrored(connection)
                                    .put(place.target(), job, meeting, asOf)
                                    .compose(put -> rows.link(meeting.nativeId(), known.get(), put.meetingId())
                                            .map(put.meetingId())));
        });
    }

    /**
     * After words were appended here, under {@link #hold}, that the account has, too: what was read before is older, and
     * what is shown next is read again.
     */
    public Future<Void> renewed(Job job, Instant answered, String nativeId) {
        return target(job)
                .compose(place -> new MirroredRows(connection, job).doubt(nativeId))
                .compose(known -> new Sql("WITH m AS (UPDATE meeting m SET synced_at = ?", answered)
                        .add(" WHERE m.tenant_id = ? AND m.connection_id = ?", job.tenantId(), job.connectionId())
                        .add(" AND m.native_id = ? RETURNING m.id)", nativeId)
                        .add(
                                " DELETE FROM raw_document d USING m WHERE d.tenant_id = ? AND d.meeting_id = m.id",
                                job.tenantId())
                        .run(connection))
                .mapEmpty();
    }

    /**
     * Deletes a meeting that the account does not have any more. What was read of it before does not bring it back: that
     * is remembered until a look at the account shows that it is gone.
     */
    public Future<Void> gone(Job job, Instant asOf, String nativeId) {
        return target(job)
                .compose(place -> new MirroredRows(connection, job).bury(nativeId, asOf))
                .compose(buried -> new Sql(
                                "DELETE FROM meeting m WHERE m.tenant_id = ? AND m.connection_id = ? AND m.native_id = ?",
                                job.tenantId(),
                                job.connectionId(),
                                nativeId)
                        .run(connection))
                .mapEmpty();
    }

    private static MirroredRows.Told told(Job job, Place place, RemoteMeeting meeting, Instant asOf) {
        return new MirroredRows.Told(meeting, null, day(meeting, asOf), place.pass() - 1, 0, asOf.plus(job.poll()));
    }

    /**
     * Stores what a remote account has, for a caller: no lease is needed. {@link Outcome#STALE}, and nothing is written,
     * where what is here was asked for later, and where it is not here. Fails with {@link Lost} where the connection is
     * gone, paused, or of another base URL now.
     *
     * @param asOf when the account was asked for it, by {@link Store#sharedNow}
     */
    public Future<Outcome> put(Job job, Instant asOf, RemoteMeeting meeting) {
        return target(job)
                .compose(place -> new MirroredRows(connection, job)
                        .takeKnown(told(job, place, meeting, asOf), asOf)
                        .compose(known -> known.isEmpty()
                                ? Future.succeededFuture(Outcome.STALE)
                                : store.mirrored(connection)
                                        .put(place.target(), job, meeting, asOf)
                                        .map(MirroredMeeting.Put::outcome)));
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
