package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.server.sync.Job;

/** What is known of the meetings of a connection, in the transaction of its client. Whoever writes a meeting has its row first. */
final class MirroredRows {
    /**
     * What a meeting is found to be.
     *
     * @param fingerprint null leaves the one that is known; of a new meeting it is one that no page shows
     * @param seenPass of a new one
     * @param tries where it is not settled
     * @param nextTryAt where it is not settled
     */
    record Told(
            RemoteMeeting meeting,
            @Nullable String fingerprint,
            Instant day,
            long seenPass,
            int tries,
            Instant nextTryAt) {}

    /** @param meetingId null where there is no meeting of it yet */
    record Known(@Nullable UUID meetingId) {}

    /** No page shows it: whatever a page shows is looked at. */
    static final String UNSEEN = "?";

    private final SqlClient client;
    private final Job job;

    MirroredRows(SqlClient client, Job job) {
        this.client = client;
        this.job = job;
    }

    /** Takes the row, also that of a new one. Empty where it was asked for later already: it stays as it is. */
    Future<Optional<Known>> take(Told row, Instant asOf) {
        boolean settled = row.meeting().settled();
        var fingerprint = row.fingerprint();
        return new Sql(
                        "INSERT INTO mirrored AS r (tenant_id, connection_id, native_id, fingerprint, day, seen_pass,"
                                + " settled, tries, next_try_at, as_of) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        job.tenantId(),
                        job.connectionId(),
                        row.meeting().nativeId(),
                        fingerprint == null ? UNSEEN : fingerprint,
                        LocalDate.ofInstant(row.day(), ZoneOffset.UTC),
                        row.seenPass(),
                        settled,
                        settled ? 0 : row.tries(),
                        settled ? null : row.nextTryAt(),
                        asOf)
                .add(" ON CONFLICT (tenant_id, connection_id, native_id) DO UPDATE SET settled = excluded.settled,"
                        + " tries = excluded.tries, next_try_at = excluded.next_try_at, as_of = excluded.as_of"
                        + (fingerprint == null ? "" : ", fingerprint = excluded.fingerprint, day = excluded.day")
                        + " WHERE r.as_of IS NULL OR r.as_of <= excluded.as_of RETURNING r.meeting_id")
                .run(client)
                .map(MirroredRows::known);
    }

    /** As {@link #take}, and also empty where there is no row. */
    Future<Optional<Known>> takeKnown(Told row, Instant asOf) {
        boolean settled = row.meeting().settled();
        return of(
                        new Sql(
                                "UPDATE mirrored r SET settled = ?, tries = ?, next_try_at = ?, as_of = ?",
                                settled,
                                settled ? 0 : row.tries(),
                                settled ? null : row.nextTryAt(),
                                asOf),
                        row.meeting().nativeId())
                .add(" AND r.meeting_id IS NOT NULL AND (r.as_of IS NULL OR r.as_of <= ?)", asOf)
                .add(" RETURNING r.meeting_id")
                .run(client)
                .map(MirroredRows::known);
    }

    private static Optional<Known> known(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(new Known(rows.iterator().next().getUUID(0)));
    }

    /** Notes which meeting it is. */
    Future<Void> link(String nativeId, Known known, UUID meetingId) {
        return meetingId.equals(known.meetingId())
                ? Future.succeededFuture()
                : of(new Sql("UPDATE mirrored r SET meeting_id = ?", meetingId), nativeId)
                        .run(client)
                        .mapEmpty();
    }

    /** It is known what made it: no creation that nobody knows of. */
    Future<Void> claim(String nativeId) {
        return of(new Sql("UPDATE mirrored r SET first_seen = '-infinity'"), nativeId)
                .run(client)
                .mapEmpty();
    }

    /** Nobody else takes the row until the transaction ends. */
    Future<Void> hold(String nativeId) {
        return of(new Sql("SELECT FROM mirrored r"), nativeId)
                .add(" FOR UPDATE")
                .run(client)
                .mapEmpty();
    }

    /** Which meeting it is. */
    Future<UUID> meeting(String nativeId) {
        return of(new Sql("SELECT r.meeting_id FROM mirrored r"), nativeId)
                .add(" AND r.meeting_id IS NOT NULL")
                .run(client)
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new Problem.NotFound("meeting");
                    }
                    return rows.iterator().next().getUUID(0);
                });
    }

    /**
     * What is here is from now on as new as now.
     *
     * @param answered when it was told; what somebody asked for later has no page that shows it now
     */
    Future<Void> renew(Told told, Instant answered) {
        boolean settled = told.meeting().settled();
        return of(
                        new Sql(
                                "UPDATE mirrored r SET settled = ?, tries = ?, next_try_at = ?, as_of = clock_timestamp()"
                                        + ", fingerprint = CASE WHEN r.as_of > ? THEN ? ELSE r.fingerprint END",
                                settled,
                                settled ? 0 : told.tries(),
                                settled ? null : told.nextTryAt(),
                                answered,
                                UNSEEN),
                        told.meeting().nativeId())
                .run(client)
                .mapEmpty();
    }

    /** What was read before now is older than what is here, and whatever a page shows then is read. */
    Future<Void> doubt(String nativeId) {
        return of(new Sql("UPDATE mirrored r SET as_of = clock_timestamp(), fingerprint = ?", UNSEEN), nativeId)
                .run(client)
                .mapEmpty();
    }

    /** It is deleted there: whoever looks at the account is to make sure of it. */
    Future<Void> bury(String nativeId, Instant asOf) {
        return of(
                        new Sql(
                                "UPDATE mirrored r SET meeting_id = NULL, fingerprint = '', settled = true, tries = 0,"
                                        + " next_try_at = NULL, missing_since = coalesce(r.missing_since, ?),"
                                        + " decision = 'delete', as_of = greatest(r.as_of, ?)",
                                asOf,
                                asOf),
                        nativeId)
                .run(client)
                .mapEmpty();
    }

    /** One of which more is to come is asked for again then. */
    Future<Void> later(String nativeId, Instant nextTryAt) {
        return of(new Sql("UPDATE mirrored r SET next_try_at = ?", nextTryAt), nativeId)
                .add(" AND NOT r.settled")
                .run(client)
                .mapEmpty();
    }

    private Sql of(Sql sql, String nativeId) {
        return sql.add(
                " WHERE r.tenant_id = ? AND r.connection_id = ? AND r.native_id = ?",
                job.tenantId(),
                job.connectionId(),
                nativeId);
    }
}
