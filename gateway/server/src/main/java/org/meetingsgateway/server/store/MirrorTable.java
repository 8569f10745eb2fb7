package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Listed;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.server.sync.Issue;
import org.meetingsgateway.server.sync.Job;
import org.meetingsgateway.server.sync.Lost;
import org.meetingsgateway.server.sync.Mirror;

/** What is here of one connection. Whatever is written is written under the lease, which the row of the connection has. */
final class MirrorTable implements Mirror {
    private static final int AT_ONCE = 50;

    /** So many missing ones are looked at; the rest is missing the next time, too. */
    private static final int MISSING = 10_000;

    private final Store store;
    private final Job job;
    private final String holder;

    /** Another one in the row means that the operator wants to begin anew. */
    private long pass;

    MirrorTable(Store store, Job job, String holder) {
        this.store = store;
        this.job = job;
        this.holder = holder;
        this.pass = job.position().pass();
    }

    @Override
    public Future<Instant> now() {
        return store.sharedNow();
    }

    @Override
    public Future<Map<String, Known>> known(List<String> nativeIds) {
        return of("SELECT r.native_id, r.fingerprint, r.seen_pass, r.tries, r.next_try_at FROM mirrored r")
                .add(" AND r.native_id = ANY(?)", (Object) nativeIds.toArray(String[]::new))
                .run(store.client())
                .map(rows -> {
                    var known = new HashMap<String, Known>();
                    rows.forEach(row -> known.put(
                            row.getString(0),
                            new Known(row.getString(1), row.getLong(2), row.getInteger(3), Sql.instantOrNull(row, 4))));
                    return known;
                });
    }

    @Override
    public Future<Outcome> put(
            Instant asked, String fingerprint, Instant day, RemoteMeeting meeting, int tries, Instant nextTryAt) {
        return leased((client, target) -> {
            var rows = new MirroredRows(client, job);
            var row = new MirroredRows.Told(meeting, fingerprint, day, pass - 1, tries, nextTryAt);
            return rows.take(row, asked)
                    .compose(known -> known.isEmpty()
                            ? rows.later(meeting.nativeId(), nextTryAt).map(Outcome.STALE)
                            : store.mirrored(client)
                                    .put(target, job, meeting, asked)
                                    .compose(put -> rows.link(meeting.nativeId(), known.get(), put.meetingId())
                                            .map(put.outcome())));
        });
    }

    @Override
    public Future<Void> unread(String nativeId, Instant day, int tries, Instant nextTryAt) {
        return leased((client, target) -> row(nativeId, NONE, day)
                .add(", settled = false, tries = ?, next_try_at = ?", tries, nextTryAt)
                .run(client)
                .mapEmpty());
    }

    /** A new one was not seen by the pass yet: its page has not been done. */
    private Sql row(String nativeId, String fingerprint, Instant day) {
        return new Sql(
                        "INSERT INTO mirrored AS r (tenant_id, connection_id, native_id, fingerprint, day, settled, seen_pass)"
                                + " VALUES (?, ?, ?, ?, ?, true, ?)",
                        job.tenantId(),
                        job.connectionId(),
                        nativeId,
                        fingerprint,
                        date(day),
                        pass - 1)
                .add(" ON CONFLICT (tenant_id, connection_id, native_id) DO UPDATE"
                        + " SET fingerprint = excluded.fingerprint, day = excluded.day");
    }

    private static LocalDate date(Instant day) {
        return LocalDate.ofInstant(day, ZoneOffset.UTC);
    }

    @Override
    public Future<Void> begin(long next) {
        return written(
                        store.client(),
                        connection(
                                ", pass = ?, pass_started_at = ?, cursor = NULL, pages_done = 0, items_done = 0"
                                        + ", phase = CASE c.phase WHEN 'idle' THEN 'incremental' ELSE c.phase END",
                                next,
                                moment()))
                .onSuccess(begun -> pass = next);
    }

    @Override
    public Future<Void> page(Instant asked, long ofPass, List<Listed> items, @Nullable String next) {
        return store.inTransaction(client -> written(
                        client,
                        connection(
                                ", cursor = ?, pages_done = c.pages_done + 1, items_done = c.items_done + ?",
                                next,
                                (long) items.size()))
                .compose(saved -> of(
                                "UPDATE mirrored r SET seen_pass = ?"
                                        + ", missing_since = CASE WHEN r.as_of > ? THEN r.missing_since END"
                                        + ", decision = CASE WHEN r.as_of > ? THEN r.decision END",
                                ofPass,
                                asked,
                                asked)
                        .add(" AND r.native_id = ANY(?)", (Object)
                                items.stream().map(Listed::nativeId).toArray(String[]::new))
                        .run(client)
                        .<Void>mapEmpty()));
    }

    @Override
    public Future<Long> seen(long ofPass) {
        return of("SELECT count(*) FROM mirrored r")
                .add(" AND r.seen_pass = ?", ofPass)
                .run(store.client())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public Future<Missing> missing(long ofPass) {
        return of("SELECT r.native_id, (SELECT count(*) FROM mirrored a WHERE a.tenant_id = r.tenant_id"
                        + " AND a.connection_id = r.connection_id AND a.meeting_id IS NOT NULL) FROM mirrored r")
                .add(
                        " AND r.seen_pass < ? AND r.decision IS NULL AND NOT EXISTS (SELECT FROM connection c"
                                + " WHERE c.tenant_id = r.tenant_id AND c.id = r.connection_id"
                                + " AND r.as_of > c.pass_started_at) ORDER BY r.native_id LIMIT " + MISSING,
                        ofPass)
                .run(store.client())
                .map(rows -> {
                    var ids = new ArrayList<String>();
                    long meetings = 0;
                    for (var row : rows) {
                        ids.add(row.getString(0));
                        meetings = row.getLong(1);
                    }
                    return new Missing(meetings, List.copyOf(ids));
                });
    }

    @Override
    public Future<Void> review(long ofPass) {
        return leased(
                (client, target) -> of("UPDATE mirrored r SET missing_since = coalesce(r.missing_since, ?)", moment())
                        .add(" AND r.seen_pass < ?", ofPass)
                        .run(client)
                        .mapEmpty());
    }

    @Override
    public Future<List<String>> condemned() {
        return of("SELECT r.native_id FROM mirrored r")
                .add(" AND r.missing_since IS NOT NULL AND r.decision = 'delete' ORDER BY r.native_id LIMIT " + MISSING)
                .run(store.client())
                .map(rows -> {
                    var ids = new ArrayList<String>();
                    rows.forEach(row -> ids.add(row.getString(0)));
                    return List.copyOf(ids);
                });
    }

    @Override
    public Future<Void> present(long ofPass, String nativeId) {
        return leased((client, target) -> of(
                        "UPDATE mirrored r SET seen_pass = ?, missing_since = NULL, decision = NULL", ofPass)
                .add(" AND r.native_id = ?", nativeId)
                .run(client)
                .mapEmpty());
    }

    @Override
    public Future<Boolean> delete(String nativeId) {
        return leased((client, target) -> of("DELETE FROM mirrored r")
                .add(" AND r.native_id = ?", nativeId)
                .run(client)
                .compose(gone -> new Sql(
                                "DELETE FROM meeting m WHERE m.tenant_id = ? AND m.connection_id = ? AND m.native_id = ?",
                                job.tenantId(),
                                job.connectionId(),
                                nativeId)
                        .run(client))
                .map(rows -> rows.rowCount() > 0));
    }

    @Override
    public Future<List<Pending>> due(Instant now) {
        return of("SELECT r.native_id, r.fingerprint, r.day, r.tries FROM mirrored r")
                .add(" AND NOT r.settled AND r.next_try_at <= ? ORDER BY r.next_try_at LIMIT " + AT_ONCE, now)
                .run(store.client())
                .map(rows -> {
                    var due = new ArrayList<Pending>();
                    rows.forEach(row -> due.add(new Pending(
                            row.getString(0),
                            row.getString(1),
                            row.getLocalDate(2).atStartOfDay(ZoneOffset.UTC).toInstant(),
                            row.getInteger(3))));
                    return List.copyOf(due);
                });
    }

    @Override
    public Future<Void> open(Issue issue) {
        return leased((client, target) -> new Sql(
                        "INSERT INTO connection_issue AS i (tenant_id, id, connection_id, code, detail, upstream_status,"
                                + " upstream_code, first_seen, last_seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        job.tenantId(),
                        Ids.next(),
                        job.connectionId(),
                        issue.code(),
                        issue.detail(),
                        issue.status(),
                        issue.upstreamCode(),
                        moment(),
                        moment())
                .add(" ON CONFLICT (tenant_id, connection_id, code) WHERE resolved_at IS NULL DO UPDATE"
                        + " SET detail = excluded.detail, upstream_status = excluded.upstream_status,"
                        + " upstream_code = excluded.upstream_code, last_seen = excluded.last_seen")
                .run(client)
                .mapEmpty());
    }

    @Override
    public Future<Void> resolve(Set<String> codes) {
        return leased((client, target) -> of("UPDATE connection_issue r SET resolved_at = ?", moment())
                .add(" AND r.resolved_at IS NULL AND r.code = ANY(?)", (Object) codes.toArray(String[]::new))
                .run(client)
                .mapEmpty());
    }

    /** Meetings that could not be read are an issue until all of them can be. */
    @Override
    public Future<Void> succeeded(boolean complete, Instant now, Instant nextPollAt) {
        return leased((client, target) -> of("UPDATE connection_issue r SET resolved_at = ?", moment())
                        .add(
                                " AND r.resolved_at IS NULL AND r.code = ? AND NOT EXISTS (SELECT FROM mirrored u"
                                        + " WHERE u.tenant_id = r.tenant_id AND u.connection_id = r.connection_id"
                                        + " AND NOT u.settled AND u.fingerprint = ?)",
                                Issue.ITEM_FAILED,
                                NONE)
                        .run(client))
                .compose(resolved -> written(
                        store.client(),
                        connection(
                                        ", phase = 'idle', refetch = c.refetch AND NOT ?, last_success_at = ?",
                                        complete,
                                        now)
                                .add(DONE, job.version(), nextPollAt)));
    }

    /** Whoever changed the connection meanwhile said when it is to be polled. */
    private static final String DONE =
            ", lease_until = NULL, next_poll_at = CASE WHEN c.version = ? THEN ? ELSE c.next_poll_at END";

    @Override
    public Future<Void> stopped(Instant nextPollAt) {
        return written(store.client(), connection(DONE, job.version(), nextPollAt));
    }

    private Instant moment() {
        return store.now();
    }

    /** Rows {@code r} of the connection; conditions follow. */
    private Sql of(String statement, @Nullable Object... arguments) {
        return new Sql(statement, arguments)
                .add(" WHERE r.tenant_id = ? AND r.connection_id = ?", job.tenantId(), job.connectionId());
    }

    private Sql connection(String assignments, @Nullable Object... arguments) {
        return new Sql("UPDATE connection c SET updated_at = c.updated_at").add(assignments, arguments);
    }

    private Future<Void> written(SqlClient client, Sql connection) {
        return held(connection).run(client).map(rows -> {
            if (rows.rowCount() == 0) {
                throw new Lost();
            }
            return null;
        });
    }

    private Sql held(Sql sql) {
        return sql.add(
                " WHERE c.tenant_id = ? AND c.id = ? AND c.lease_holder = ? AND c.lease_until > now()"
                        + " AND c.pass = ? AND c.paused_at IS NULL",
                job.tenantId(),
                job.connectionId(),
                holder,
                pass);
    }

    /** Where the meetings of the connection are put. */
    record Target(UUID projectId, UUID ownerId) {}

    /** In a transaction, during which the connection stays ours. */
    private <T> Future<T> leased(BiFunction<SqlConnection, Target, Future<T>> effect) {
        return store.inTransaction(client -> held(new Sql("SELECT c.project_id, c.owner_id FROM connection c"))
                .add(" FOR SHARE")
                .run(client)
                .compose(rows -> {
                    if (rows.size() == 0) {
                        throw new Lost();
                    }
                    var row = rows.iterator().next();
                    return effect.apply(client, new Target(row.getUUID(0), row.getUUID(1)));
                }));
    }
}
