package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.model.MeetingField;

/** What is being written to remote accounts: a row is committed before anything is sent, and stays until it is known what became of it. */
public final class OutboxTable {
    /** Whoever is writing has ended by then, in whatever way: on the clock of the database. */
    public static final Duration ABANDONED = Duration.ofSeconds(20);

    private static final Duration KEPT = Duration.ofHours(24);
    private static final int AT_ONCE = 2_000;

    /** What is written. */
    public enum Operation implements Coded {
        CREATE,
        UPDATE,
        APPEND,
        DELETE;

        public static final List<String> CODES =
                Stream.of(values()).map(Coded::code).toList();
    }

    /** What is known of it. */
    public enum State implements Coded {
        /** Somebody is at it, for {@link #ABANDONED} at the longest; afterwards it is as {@link #UNKNOWN}. */
        SENDING,
        /** Nobody is at it, and nobody knows whether all of it arrived. */
        UNKNOWN,
        /** It arrived, and is here. Only what has an {@code Idempotency-Key} stays for that. */
        DONE
    }

    /**
     * The request that a write is of.
     *
     * @param principal whose key it is
     * @param key its {@code Idempotency-Key}
     * @param fingerprint tells requests apart
     */
    public record Request(String principal, String key, String fingerprint) {
        /** Of whoever sends it: a person's keys are the same whichever credential it uses. */
        public static Request of(Principal principal, String key, String fingerprint) {
            var who = principal.personId() == null
                    ? principal.credentialId()
                    : principal.personId().toString();
            return new Request(who, key, fingerprint);
        }

        /** Whether it has the same key, be it the same request or not. */
        public boolean isKeyOf(@Nullable Request other) {
            return other != null && principal.equals(other.principal()) && key.equals(other.key());
        }
    }

    /**
     * A write that begins.
     *
     * @param meetingId null for a creation
     * @param nativeId null for a creation
     * @param body what a creation says; null for all else
     * @param request null where it has no {@code Idempotency-Key}
     */
    public record Entry(
            UUID tenantId,
            UUID id,
            UUID connectionId,
            Operation operation,
            @Nullable UUID meetingId,
            @Nullable String nativeId,
            @Nullable Changes<MeetingField> body,
            @Nullable Request request) {
        public static Entry creation(
                UUID tenantId, UUID connectionId, Changes<MeetingField> body, @Nullable Request request) {
            return new Entry(tenantId, Ids.next(), connectionId, Operation.CREATE, null, null, body, request);
        }

        /** The same, once it is known what it made. */
        public Entry of(String made) {
            return new Entry(tenantId, id, connectionId, operation, meetingId, made, body, request);
        }

        /** The same, with what is left of what it says. */
        public Entry leaving(Changes<MeetingField> left) {
            return new Entry(tenantId, id, connectionId, operation, meetingId, nativeId, left, request);
        }

        public static Entry change(
                UUID tenantId, OwnerTable.Owned owned, Operation operation, @Nullable Request request) {
            return new Entry(
                    tenantId,
                    Ids.next(),
                    owned.connectionId(),
                    operation,
                    owned.meetingId(),
                    owned.nativeId(),
                    null,
                    request);
        }
    }

    /**
     * A write that has begun.
     *
     * @param abandoned whether nobody is at it any more
     */
    public record Begun(Entry entry, State state, Instant startedAt, boolean abandoned) {}

    /** So many are looked at: each is asked for. */
    public static final int MOST_APPEARED = 50;

    private static final String BEGUN =
            "SELECT o.tenant_id, o.id, o.connection_id, o.operation, o.meeting_id, o.native_id,"
                    + " o.body, o.principal, o.key, o.fingerprint, o.state, o.started_at, o.state = 'unknown' OR o.started_at <"
                    + " clock_timestamp() - interval '" + ABANDONED.toSeconds() + " seconds' FROM outbox o";

    private final SqlClient client;

    public OutboxTable(SqlClient client) {
        this.client = client;
    }

    /** False, and nothing is written, where somebody writes to the meeting, or the request has begun before. */
    public Future<Boolean> begin(Entry entry) {
        var request = entry.request();
        var body = entry.body();
        return new Sql(
                        "INSERT INTO outbox (tenant_id, id, connection_id, operation, meeting_id, native_id, body, principal,"
                                + " key, fingerprint, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'sending')",
                        entry.tenantId(),
                        entry.id(),
                        entry.connectionId(),
                        entry.operation(),
                        entry.meetingId(),
                        entry.nativeId(),
                        body == null ? null : MeetingChanges.stored(body),
                        request == null ? null : request.principal(),
                        request == null ? null : request.key(),
                        request == null ? null : request.fingerprint())
                .add(" ON CONFLICT DO NOTHING")
                .run(client)
                .map(rows -> rows.rowCount() > 0)
                .recover(Failures::translate);
    }

    /** The write to a meeting that is not over. */
    public Future<Optional<Begun>> ofMeeting(UUID tenantId, UUID meetingId) {
        return list(new Sql(BEGUN)
                        .add(" WHERE o.tenant_id = ? AND o.meeting_id = ?", tenantId, meetingId)
                        .add(" AND o.state IN ('sending', 'unknown')"))
                .map(all -> all.stream().findFirst());
    }

    /** What the same request began, whatever became of it. */
    public Future<Optional<Begun>> ofRequest(UUID tenantId, Request request) {
        return list(new Sql(BEGUN)
                        .add(" WHERE o.tenant_id = ? AND o.principal = ?", tenantId, request.principal())
                        .add(" AND o.key = ?", request.key()))
                .map(all -> all.stream().findFirst());
    }

    /** The writes to a connection of which nobody knows what became of them, oldest first. */
    public Future<List<Begun>> abandoned(UUID tenantId, UUID connectionId) {
        return list(new Sql(BEGUN)
                .add(" WHERE o.tenant_id = ? AND o.connection_id = ?", tenantId, connectionId)
                .add(
                        " AND (o.state = 'unknown' OR o.state = 'sending' AND o.started_at < clock_timestamp() - interval '"
                                + ABANDONED.toSeconds() + " seconds') ORDER BY o.started_at LIMIT 100"));
    }

    /** Creations of which it is not known what they made, be somebody at them or not; oldest first. */
    public Future<List<Begun>> creating(UUID tenantId, UUID connectionId) {
        return list(new Sql(BEGUN)
                .add(" WHERE o.tenant_id = ? AND o.connection_id = ?", tenantId, connectionId)
                .add(" AND o.state IN ('sending', 'unknown') AND o.operation = 'create' AND o.native_id IS NULL"
                        + " ORDER BY o.started_at"));
    }

    /** Whether somebody is making a meeting just now of which it is not known yet which one it is. */
    public Future<Boolean> isMaking(UUID tenantId, UUID connectionId) {
        return new Sql("SELECT EXISTS (SELECT FROM outbox o")
                .add(" WHERE o.tenant_id = ? AND o.connection_id = ?", tenantId, connectionId)
                .add(" AND o.operation = 'create' AND o.state = 'sending' AND o.native_id IS NULL"
                        + " AND o.started_at >= clock_timestamp() - interval '" + ABANDONED.toSeconds() + " seconds')")
                .run(client)
                .map(rows -> rows.iterator().next().getBoolean(0))
                .recover(Failures::translate);
    }

    /**
     * What was first seen in the account since a creation began, has its title or none, or its addresses or texts, and is
     * nobody else's: it may be what that made. Of {@link #MOST_APPEARED} there may be more.
     */
    public Future<List<String>> appeared(Entry entry) {
        var said = Objects.requireNonNull(entry.body());
        var title = said.get(MeetingField.TITLE);
        return new Sql("SELECT r.native_id FROM mirrored r JOIN outbox o ON o.tenant_id = r.tenant_id"
                        + " AND o.connection_id = r.connection_id AND r.first_seen >= o.started_at"
                        + " JOIN meeting m ON m.tenant_id = r.tenant_id AND m.id = r.meeting_id")
                .add(" WHERE o.tenant_id = ? AND o.id = ?", entry.tenantId(), entry.id())
                .add(
                        " AND (m.title IS NULL OR btrim(m.title) IN ('', ?)",
                        title == null ? "" : title.toString().strip())
                .add(" OR m.url = ? OR m.short_url = ?", said.get(MeetingField.URL), said.get(MeetingField.SHORT_URL))
                .add(
                        " OR m.notes = ? OR m.description = ?)",
                        said.get(MeetingField.NOTES),
                        said.get(MeetingField.DESCRIPTION))
                .add(" AND NOT EXISTS (SELECT FROM outbox p WHERE p.tenant_id = r.tenant_id"
                        + " AND p.connection_id = r.connection_id AND p.operation = 'create'"
                        + " AND p.native_id = r.native_id) ORDER BY r.first_seen LIMIT " + MOST_APPEARED)
                .run(client)
                .map(rows -> {
                    var ids = new ArrayList<String>();
                    rows.forEach(row -> ids.add(row.getString(0)));
                    return List.copyOf(ids);
                })
                .recover(Failures::translate);
    }

    /** Of a creation: what it made, before all of it is there. */
    public Future<Void> made(Entry entry, String nativeId) {
        return of(new Sql("UPDATE outbox o SET native_id = ?", nativeId), entry);
    }

    /** Of a creation: what it made, and what may be left of what it says. */
    public Future<Void> found(Entry entry) {
        var left = MeetingChanges.stored(Objects.requireNonNull(entry.body()));
        return of(new Sql("UPDATE outbox o SET native_id = ?, body = ?", entry.nativeId(), left), entry);
    }

    /** Nobody knows whether it arrived: the connection is looked at as soon as can be. */
    public Future<Void> unknown(Entry entry) {
        return of(new Sql("UPDATE outbox o SET state = 'unknown'"), entry)
                .compose(noted -> new Sql("UPDATE connection c SET next_poll_at = least(c.next_poll_at, now())")
                        .add(" WHERE c.tenant_id = ? AND c.id = ?", entry.tenantId(), entry.connectionId())
                        .run(client))
                .<Void>mapEmpty()
                .recover(Failures::translate);
    }

    /** The owner has refused what looked right here: whatever a page shows of the meeting is read. */
    public Future<Void> doubt(Entry entry) {
        var nativeId = entry.nativeId();
        return nativeId == null
                ? Future.succeededFuture()
                : new Sql("UPDATE mirrored r SET fingerprint = ?", MirroredRows.UNSEEN)
                        .add(" WHERE r.tenant_id = ? AND r.connection_id = ?", entry.tenantId(), entry.connectionId())
                        .add(" AND r.native_id = ? AND r.fingerprint <> ''", nativeId)
                        .run(client)
                        .<Void>mapEmpty()
                        .recover(Failures::translate);
    }

    /** It did not happen, and may be tried again; unless somebody else has found out meanwhile that it did. */
    public Future<Void> forget(Entry entry) {
        return new Sql("DELETE FROM outbox o")
                .add(" WHERE o.tenant_id = ? AND o.id = ? AND o.state <> 'done'", entry.tenantId(), entry.id())
                .run(client)
                .<Void>mapEmpty()
                .recover(Failures::translate);
    }

    /** It arrived. Who repeats the request is told so, for as long as requests may be repeated. */
    public Future<Void> done(Entry entry, UUID meetingId) {
        return entry.request() == null
                ? forget(entry)
                : of(new Sql("UPDATE outbox o SET state = 'done', meeting_id = ?, body = NULL", meetingId), entry);
    }

    /** Notes by what it will be known that a change has arrived. */
    public Future<Void> expect(Entry entry, Arrival arrival) {
        return of(arrival.noted(), entry);
    }

    /**
     * What became of a change was found out, and is here. Who repeats the request is told so, where it is known that it
     * arrived; else it may be tried again.
     *
     * @param gone whether the owner does not have the meeting
     */
    public Future<Void> settled(Entry entry, boolean gone) {
        return new Sql("UPDATE outbox o SET state = 'done', body = NULL")
                .add(" WHERE o.tenant_id = ? AND o.id = ? AND o.key IS NOT NULL", entry.tenantId(), entry.id())
                .add(" AND (o.operation = 'delete' AND ? OR o.body IS NOT NULL AND " + Arrival.ARRIVED + ")", gone)
                .run(client)
                .recover(Failures::translate)
                .compose(rows -> rows.rowCount() > 0 ? Future.succeededFuture() : forget(entry));
    }

    private Future<Void> of(Sql sql, Entry entry) {
        return sql.add(" WHERE o.tenant_id = ? AND o.id = ?", entry.tenantId(), entry.id())
                .run(client)
                .<Void>mapEmpty()
                .recover(Failures::translate);
    }

    private Future<List<Begun>> list(Sql sql) {
        return sql.run(client)
                .map(rows -> {
                    var all = new ArrayList<Begun>(rows.size());
                    rows.forEach(row -> all.add(begun(row)));
                    return List.copyOf(all);
                })
                .recover(Failures::translate);
    }

    private static Begun begun(Row row) {
        JsonObject body = row.getJsonObject(6);
        var operation = Coded.of(Operation.class, row.getString(3));
        var key = row.getString(8);
        var entry = new Entry(
                row.getUUID(0),
                row.getUUID(1),
                row.getUUID(2),
                operation,
                row.getUUID(4),
                row.getString(5),
                body == null || operation != Operation.CREATE ? null : MeetingChanges.of(body),
                key == null ? null : new Request(row.getString(7), key, row.getString(9)));
        return new Begun(entry, Coded.of(State.class, row.getString(10)), Sql.instant(row, 11), row.getBoolean(12));
    }

    static Future<Integer> deleteOld(SqlClient client, Instant now) {
        return Batches.older(client, "outbox", AT_ONCE, "started_at", now.minus(KEPT), " AND o.state = 'done'");
    }
}
