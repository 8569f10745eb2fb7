package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.server.sync.Issue;
import org.meetingsgateway.server.sync.Job;

/** Connections as who asks their accounts for a caller needs them: without a lease. */
public final class ConnectionAccounts {
    /**
     * One of them.
     *
     * @param paused whether its operator wants nothing to be asked
     */
    public record ConnectionAccount(Job job, boolean paused) {}

    static final String JOB = "c.tenant_id, c.id, c.style, c.base_url, c.credential, c.account, c.upstream_project,"
            + " c.poll_seconds, c.quota_requests, c.quota_seconds, c.version, c.phase, c.cursor, c.pass, c.pages_done,"
            + " c.pass_started_at, c.resync_at, c.failed_runs";

    private static final String SELECT = "SELECT " + JOB + ", c.paused_at IS NOT NULL FROM connection c";

    private final SqlClient client;

    public ConnectionAccounts(SqlClient client) {
        this.client = client;
    }

    /** Empty where the tenant has no such connection. */
    public Future<Optional<ConnectionAccount>> get(UUID tenantId, UUID connectionId) {
        return first(new Sql(SELECT).add(" WHERE c.tenant_id = ? AND c.id = ?", tenantId, connectionId));
    }

    /** As {@link #get}, and empty where the principal does not belong to the project of its meetings. */
    public Future<Optional<ConnectionAccount>> get(Principal principal, UUID connectionId) {
        var sql = new Sql(SELECT + " JOIN project p ON p.tenant_id = c.tenant_id AND p.id = c.project_id");
        Visibility.ofProjects(sql, principal);
        return first(sql.add(" AND c.id = ?", connectionId));
    }

    private Future<Optional<ConnectionAccount>> first(Sql sql) {
        return sql.run(client)
                .map(rows -> {
                    if (rows.size() == 0) {
                        return Optional.<ConnectionAccount>empty();
                    }
                    var row = rows.iterator().next();
                    return Optional.of(new ConnectionAccount(job(row), row.getBoolean(18)));
                })
                .recover(Failures::translate);
    }

    /** Tells the operator what is wrong; the account is looked at as soon as can be, and what is over then is closed. */
    public Future<Void> tell(Job job, Issue issue, Instant now) {
        return MirrorIssues.told(job, issue, now)
                .run(client)
                .compose(told -> new Sql("UPDATE connection c SET next_poll_at = least(c.next_poll_at, ?)", now)
                        .add(" WHERE c.tenant_id = ? AND c.id = ?", job.tenantId(), job.connectionId())
                        .run(client))
                .<Void>mapEmpty()
                .recover(Failures::translate);
    }

    /** Of a row of {@link #JOB}. */
    static Job job(Row row) {
        var requests = row.getInteger(8);
        return new Job(
                row.getUUID(0),
                row.getUUID(1),
                row.getString(2),
                row.getString(3),
                row.getBuffer(4),
                row.getString(5),
                row.getInteger(6),
                Duration.ofSeconds(row.getInteger(7)),
                requests == null ? null : new Quota(requests, row.getLong(9)),
                row.getLong(10),
                new Job.Position(
                        row.getString(11).equals("first_load"),
                        row.getString(12),
                        row.getLong(13),
                        row.getLong(14),
                        Sql.instantOrNull(row, 15),
                        Sql.instantOrNull(row, 16),
                        row.getInteger(17)));
    }
}
