package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.meetingsgateway.model.Failing;
import org.meetingsgateway.server.store.MirrorLease.Holding;
import org.meetingsgateway.server.sync.Issue;
import org.meetingsgateway.server.sync.Job;
import org.meetingsgateway.server.sync.Mirror;

/** What is wrong with a connection that is run here. While it is more than a spent quota, the connection is a failure. */
final class MirrorIssues {
    private final MirrorLease lease;

    MirrorIssues(MirrorLease lease) {
        this.lease = lease;
    }

    Future<Void> open(Issue issue) {
        var now = lease.store().now();
        return lease.noticing(holding -> told(lease.job(), issue, now)
                .run(holding.client())
                .compose(written -> issue.code().equals(ConnectionIssue.QUOTA_SPENT)
                        ? Future.succeededFuture()
                        : fail(issue, now, holding)));
    }

    /** Tells of it once, as long as it is open. */
    static Sql told(Job job, Issue issue, Instant now) {
        return new Sql(
                        "INSERT INTO connection_issue AS i (tenant_id, id, connection_id, code, detail, upstream_status,"
                                + " upstream_code, first_seen, last_seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        job.tenantId(),
                        Ids.next(),
                        job.connectionId(),
                        issue.code(),
                        issue.detail(),
                        issue.status(),
                        issue.upstreamCode(),
                        now,
                        now)
                .add(" ON CONFLICT (tenant_id, connection_id, code) WHERE resolved_at IS NULL DO UPDATE"
                        + " SET detail = excluded.detail, upstream_status = excluded.upstream_status,"
                        + " upstream_code = excluded.upstream_code, last_seen = excluded.last_seen");
    }

    private Future<Void> fail(Issue issue, Instant now, Holding holding) {
        var job = lease.job();
        return new Sql("SELECT c.name FROM connection c")
                .add(" WHERE c.tenant_id = ? AND c.id = ?", job.tenantId(), job.connectionId())
                .run(holding.client())
                .compose(rows -> holding.failures()
                        .found(
                                Failing.connection(
                                        job.connectionId(),
                                        holding.target().projectId(),
                                        job.style(),
                                        rows.iterator().next().getString(0),
                                        issue.code(),
                                        issue.detail()),
                                now,
                                job.tenantId()));
    }

    Future<Void> resolve(Set<String> codes) {
        return lease.during((client, target) -> lease.rows(
                        "UPDATE connection_issue r SET resolved_at = ?",
                        lease.store().now())
                .add(" AND r.resolved_at IS NULL AND r.code = ANY(?)", (Object) codes.toArray(String[]::new))
                .run(client)
                .mapEmpty());
    }

    /**
     * Meetings that could not be read are an issue until all of them can be.
     *
     * @param start when the run began that found none
     */
    Future<Void> resolveItems(Instant start) {
        return lease.during((client, target) -> lease.rows(
                        "UPDATE connection_issue r SET resolved_at = ?",
                        lease.store().now())
                .add(
                        " AND r.resolved_at IS NULL AND r.code = ? AND r.last_seen < ? AND NOT EXISTS (SELECT FROM mirrored u"
                                + " WHERE u.tenant_id = r.tenant_id AND u.connection_id = r.connection_id"
                                + " AND NOT u.settled AND u.fingerprint = ?)",
                        Issue.ITEM_FAILED,
                        start.truncatedTo(ChronoUnit.MICROS),
                        Mirror.NONE)
                .run(client)
                .mapEmpty());
    }
}
