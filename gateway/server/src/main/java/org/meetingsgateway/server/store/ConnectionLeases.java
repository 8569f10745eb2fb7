package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.meetingsgateway.server.sync.Job;
import org.meetingsgateway.server.sync.Leases;
import org.meetingsgateway.server.sync.Mirror;
import org.meetingsgateway.server.sync.Runner;

/** Leases are columns of connections, on the clock of the database: replicas agree on it. */
public final class ConnectionLeases implements Leases {
    private static final String UNTIL = " now() + interval '" + Runner.LEASE.toSeconds() + " seconds'";

    private final Store store;

    /** This replica, since it was started. */
    private final String holder = UUID.randomUUID().toString();

    public ConnectionLeases(Store store) {
        this.store = store;
    }

    @Override
    public Future<List<Job>> take(Instant now, int most) {
        return new Sql(
                        "UPDATE connection c SET lease_holder = ?, lease_until =" + UNTIL
                                + " FROM (SELECT d.tenant_id, d.id FROM connection d WHERE d.paused_at IS NULL"
                                + " AND d.next_poll_at <= ? AND (d.lease_until IS NULL OR d.lease_until <= now())"
                                + " ORDER BY d.next_poll_at LIMIT ? FOR UPDATE SKIP LOCKED) due"
                                + " WHERE c.tenant_id = due.tenant_id AND c.id = due.id"
                                + " RETURNING " + ConnectionAccounts.JOB,
                        holder,
                        now,
                        (long) most)
                .run(store.writes())
                .map(rows -> {
                    var jobs = new ArrayList<Job>();
                    rows.forEach(row -> jobs.add(ConnectionAccounts.job(row)));
                    return List.copyOf(jobs);
                });
    }

    @Override
    public Future<Set<Job>> renew(Collection<Job> jobs) {
        return set(UNTIL, jobs)
                .add(" AND c.paused_at IS NULL RETURNING c.id, c.version")
                .run(store.writes())
                .map(rows -> {
                    var versions = new HashMap<UUID, Long>();
                    rows.forEach(row -> versions.put(row.getUUID(0), row.getLong(1)));
                    return jobs.stream()
                            .filter(job -> Objects.equals(versions.get(job.connectionId()), job.version()))
                            .collect(Collectors.toUnmodifiableSet());
                });
    }

    @Override
    public Future<Void> release(Collection<Job> jobs) {
        return set(" NULL", jobs).run(store.writes()).mapEmpty();
    }

    private Sql set(String until, Collection<Job> jobs) {
        return new Sql(
                "UPDATE connection c SET lease_until =" + until
                        + " WHERE c.lease_holder = ? AND c.lease_until > now()"
                        + " AND (c.tenant_id, c.id) IN (SELECT * FROM unnest(?::uuid[], ?::uuid[]))",
                holder,
                jobs.stream().map(Job::tenantId).toArray(UUID[]::new),
                jobs.stream().map(Job::connectionId).toArray(UUID[]::new));
    }

    @Override
    public Mirror mirror(Job job) {
        return new MirrorTable(store, job, holder);
    }
}
