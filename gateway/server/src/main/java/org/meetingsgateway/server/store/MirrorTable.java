package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Listed;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.server.sync.Issue;
import org.meetingsgateway.server.sync.Job;
import org.meetingsgateway.server.sync.Mirror;

/** What is here of one connection, for who runs it. */
final class MirrorTable implements Mirror {
    private static final int AT_ONCE = 50;

    private static final String PENDING = "SELECT r.native_id, r.fingerprint, r.day, r.tries FROM mirrored r";

    /** As the index has it. */
    private static final String LOOKED_AT = "coalesce(r.as_of, '-infinity')";

    private final Store store;
    private final Job job;
    private final MirrorLease lease;
    private final MirrorIssues issues;
    private final MirrorDeletions deletions;

    MirrorTable(Store store, Job job, String holder) {
        this.store = store;
        this.job = job;
        this.lease = new MirrorLease(store, job, holder);
        this.issues = new MirrorIssues(lease);
        this.deletions = new MirrorDeletions(lease);
    }

    @Override
    public Future<Instant> now() {
        return store.sharedNow();
    }

    @Override
    public Future<Map<String, Known>> known(List<String> nativeIds) {
        return lease.rows(
                        "SELECT r.native_id, r.fingerprint, r.seen_pass, r.tries, r.next_try_at, r.as_of FROM mirrored r")
                .add(" AND r.native_id = ANY(?)", (Object) nativeIds.toArray(String[]::new))
                .run(store.writes())
                .map(rows -> {
                    var known = new HashMap<String, Known>();
                    rows.forEach(row -> known.put(
                            row.getString(0),
                            new Known(
                                    row.getString(1),
                                    row.getLong(2),
                                    row.getInteger(3),
                                    Sql.instantOrNull(row, 4),
                                    Sql.instantOrNull(row, 5))));
                    return known;
                });
    }

    @Override
    public Future<Outcome> put(
            Instant asked, String fingerprint, Instant day, RemoteMeeting meeting, int tries, Instant nextTryAt) {
        return lease.noticing(holding -> {
            var rows = new MirroredRows(holding.client(), job);
            var row = new MirroredRows.Told(meeting, fingerprint, day, lease.pass() - 1, tries, nextTryAt);
            return rows.take(row, asked)
                    .compose(known -> known.isEmpty()
                            ? rows.later(meeting.nativeId(), nextTryAt).map(Outcome.STALE)
                            : store.mirrored(holding.client(), holding.failures())
                                    .put(holding.target(), job, meeting, asked)
                                    .compose(put -> rows.link(meeting.nativeId(), known.get(), put.meetingId())
                                            .map(put.outcome())));
        });
    }

    @Override
    public Future<Void> unread(String nativeId, Instant day, int tries, Instant nextTryAt) {
        return lease.during((client, target) -> row(nativeId, NONE, day)
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
                        lease.pass() - 1)
                .add(" ON CONFLICT (tenant_id, connection_id, native_id) DO UPDATE"
                        + " SET fingerprint = excluded.fingerprint, day = excluded.day");
    }

    private static LocalDate date(Instant day) {
        return LocalDate.ofInstant(day, ZoneOffset.UTC);
    }

    @Override
    public Future<Void> begin(long next) {
        return lease.written(
                        store.writes(),
                        MirrorLease.connection(
                                ", pass = ?, pass_started_at = clock_timestamp(), cursor = NULL, pages_done = 0, items_done = 0"
                                        + ", phase = CASE c.phase WHEN 'idle' THEN 'incremental' ELSE c.phase END",
                                next))
                .onSuccess(begun -> lease.pass(next));
    }

    @Override
    public Future<Void> page(Instant asked, long ofPass, List<Listed> items, @Nullable String next) {
        return store.inTransaction((client, failures) -> lease.written(
                        client,
                        MirrorLease.connection(
                                ", cursor = ?, pages_done = c.pages_done + 1, items_done = c.items_done + ?",
                                next,
                                (long) items.size()))
                .compose(saved -> lease.rows(
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
    public Future<Long> number() {
        return lease.rows("SELECT count(*) FROM mirrored r")
                .add(" AND r.missing_since IS NULL")
                .run(store.writes())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public Future<Long> seen(long ofPass) {
        return lease.rows("SELECT count(*) FROM mirrored r")
                .add(" AND r.seen_pass = ?", ofPass)
                .run(store.writes())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public Future<List<Pending>> due(Instant now) {
        return pending(lease.rows(PENDING)
                .add(" AND NOT r.settled AND r.next_try_at <= ? ORDER BY r.next_try_at LIMIT " + AT_ONCE, now));
    }

    @Override
    public Future<List<Pending>> oldest(Instant before) {
        return pending(lease.rows(PENDING)
                .add(
                        " AND r.settled AND r.missing_since IS NULL AND " + LOOKED_AT + " <= ? ORDER BY " + LOOKED_AT
                                + " LIMIT " + AT_ONCE,
                        before));
    }

    private Future<List<Pending>> pending(Sql sql) {
        return sql.run(store.writes()).map(rows -> {
            var pending = new ArrayList<Pending>();
            rows.forEach(row -> pending.add(new Pending(
                    row.getString(0),
                    row.getString(1),
                    row.getLocalDate(2).atStartOfDay(ZoneOffset.UTC).toInstant(),
                    row.getInteger(3))));
            return List.copyOf(pending);
        });
    }

    @Override
    public Future<Missing> missing(long ofPass) {
        return deletions.missing(ofPass);
    }

    @Override
    public Future<Void> review(long ofPass) {
        return deletions.review(ofPass);
    }

    @Override
    public Future<List<String>> condemned() {
        return deletions.condemned();
    }

    @Override
    public Future<Void> present(long ofPass, String nativeId) {
        return deletions.present(ofPass, nativeId);
    }

    @Override
    public Future<Boolean> delete(String nativeId) {
        return deletions.delete(nativeId);
    }

    @Override
    public Future<Void> open(Issue issue) {
        return issues.open(issue);
    }

    @Override
    public Future<Void> resolve(Set<String> codes) {
        return issues.resolve(codes);
    }

    @Override
    public Future<Void> caughtUp(Instant by) {
        return lease.written(store.writes(), MirrorLease.connection(", last_success_at = ?", by));
    }

    @Override
    public Future<Void> succeeded(boolean complete, Instant start, Instant nextPollAt) {
        return issues.resolveItems(start)
                .compose(resolved -> done(
                        MirrorLease.connection(
                                ", phase = 'idle', last_success_at = ?, resync_at = CASE WHEN NOT ? THEN c.resync_at END",
                                start,
                                complete),
                        nextPollAt,
                        "0"));
    }

    @Override
    public Future<Void> stopped(Instant nextPollAt) {
        return done(MirrorLease.connection(""), nextPollAt, "0");
    }

    @Override
    public Future<Void> failed(Instant nextPollAt) {
        return done(MirrorLease.connection(""), nextPollAt, "c.failed_runs + 1");
    }

    /** Whoever changed the connection meanwhile said when it is to be polled. */
    private Future<Void> done(Sql connection, Instant nextPollAt, String failedRuns) {
        return lease.written(
                store.writes(),
                connection
                        .add(
                                ", lease_until = NULL, next_poll_at = CASE WHEN c.version = ? THEN ? ELSE c.next_poll_at END",
                                job.version(),
                                nextPollAt)
                        .add(
                                ", failed_runs = CASE WHEN c.version = ? THEN " + failedRuns
                                        + " ELSE c.failed_runs END",
                                job.version()));
    }
}
