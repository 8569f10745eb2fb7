package org.meetingsgateway.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.meetingsgateway.call.FailureCall.ListFailures;
import org.meetingsgateway.call.PersonCall.CreatePerson;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Failure;
import org.meetingsgateway.model.PersonField;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.server.access.Outcome;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.server.store.Connection;
import org.meetingsgateway.server.store.ConnectionActions;
import org.meetingsgateway.server.store.ConnectionIssue;
import org.meetingsgateway.server.store.ConnectionLeases;
import org.meetingsgateway.server.store.ConnectionReports;
import org.meetingsgateway.server.store.ConnectionTable;
import org.meetingsgateway.server.store.ConnectionTable.NewConnection;
import org.meetingsgateway.server.store.Store;
import org.meetingsgateway.server.store.TenantTable;

/** A connection in PostgreSQL to an account in memory. Time passes when a test says so; the database's own goes on. */
final class StoredConnection {
    static final Duration POLL = Duration.ofSeconds(60);

    private static final Metrics METRICS = new Metrics();

    /** Begins now. */
    static final class Time extends Clock {
        private Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    final RemoteAccount account = new RemoteAccount();
    final Principal operator;
    final UUID project;
    final UUID owner;
    final UUID id;
    final Replica replica;
    private final Store store;
    private final Time time;

    /** @param time the store's, too */
    StoredConnection(Store store, Time time) throws Exception {
        this.store = store;
        this.time = time;
        var slug = "t" + UUID.randomUUID().toString().substring(0, 8);
        var tenant = Outcome.of(new TenantTable(store.client(), time).create(slug, "T", "UTC", 1));
        operator = new Principal(tenant.id(), slug, null, "admin", Set.of(), Principal.View.TENANT);
        owner = Outcome.of(store.source()
                        .call(
                                new CreatePerson(Changes.of(PersonField.class)
                                        .set(PersonField.FIRST_NAME, "Ann")
                                        .set(PersonField.LAST_NAME, "Lee")
                                        .build()),
                                operator))
                .id();
        project = project("P", List.of());
        var made = new NewConnection(
                "test", "C", "https://example.com", null, null, project, owner, (int) POLL.toSeconds(), null);
        id = Outcome.of(table().create(tenant.id(), made, connection -> Buffer.buffer("x")))
                .id();
        replica = new Replica(store, account);
    }

    UUID project(String name, List<UUID> members) throws Exception {
        var changes = Changes.of(ProjectField.class).set(ProjectField.NAME, name);
        if (!members.isEmpty()) {
            changes.set(ProjectField.MEMBER_IDS, members);
        }
        return Outcome.of(store.source().call(new CreateProject(changes.build()), operator))
                .id();
    }

    /** One that may run the connection. */
    final class Replica {
        final Leases leases;
        private final Remote remote;

        Replica(Store store, Remote remote) {
            this.leases = new ConnectionLeases(store);
            this.remote = remote;
        }

        Optional<Job> take() throws Exception {
            return Outcome.of(leases.take(time.instant(), 10_000)).stream()
                    .filter(job -> job.connectionId().equals(id))
                    .findFirst();
        }

        Future<Void> run(Job job) {
            return new Run(
                            job,
                            new Accounts.Open(remote, new Quota(60, 60)),
                            leases.mirror(job),
                            new NoWrites(),
                            METRICS.sync("test", Mirror.Outcome.CODES),
                            new Backoff(job.poll(), () -> 0),
                            time)
                    .run();
        }
    }

    void runAfter(Duration pause) throws Exception {
        time.pass(pause);
        // When the next pass is due is told by the database's clock.
        sql(
                "UPDATE connection SET pass_started_at = pass_started_at - make_interval(secs => $3)"
                        + " WHERE tenant_id = $1 AND id = $2 AND cursor IS NULL",
                (double) pause.toSeconds());
        Outcome.of(replica.run(replica.take().orElseThrow()));
    }

    ConnectionTable table() {
        return new ConnectionTable(store.client(), time);
    }

    ConnectionActions actions() {
        return new ConnectionActions(store.client(), time);
    }

    ConnectionReports reports() {
        return new ConnectionReports(store.client());
    }

    Connection connection() throws Exception {
        return Outcome.of(table().get(operator.tenantId(), id.toString()));
    }

    /** Codes of those that are open. */
    Set<String> issues() throws Exception {
        return Outcome.of(reports().issues(operator.tenantId(), id)).stream()
                .filter(issue -> issue.resolvedAt() == null)
                .map(ConnectionIssue::code)
                .collect(Collectors.toSet());
    }

    List<Failure> failures(Principal who) throws Exception {
        return Outcome.of(store.source().call(new ListFailures(null, null, new Slice.After(null, 100)), who))
                .items();
    }

    /** With the tenant and the connection as the first two parameters. */
    List<Row> sql(String sql, Object... more) throws Exception {
        var values = Tuple.of(operator.tenantId(), id);
        for (var value : more) {
            values.addValue(value);
        }
        var rows = new ArrayList<Row>();
        Outcome.of(store.client().preparedQuery(sql).execute(values)).forEach(rows::add);
        return rows;
    }

    /** As {@link RemoteAccount#told} tells it. */
    Map<String, String> stored() throws Exception {
        return sql("SELECT m.native_id, m.title || ': ' || coalesce((SELECT string_agg(s.text, ' ' ORDER BY s.position)"
                        + " FROM segment s WHERE s.tenant_id = m.tenant_id AND s.meeting_id = m.id), 'null')"
                        + " FROM meeting m WHERE m.tenant_id = $1 AND m.connection_id = $2")
                .stream()
                .collect(Collectors.toMap(row -> row.getString(0), row -> row.getString(1), (a, b) -> a, TreeMap::new));
    }

    Map<String, Long> versions() throws Exception {
        return sql("SELECT m.native_id, m.version FROM meeting m WHERE m.tenant_id = $1 AND m.connection_id = $2")
                .stream()
                .collect(Collectors.toMap(row -> row.getString(0), row -> row.getLong(1)));
    }

    /** As if every meeting had been looked at that much earlier. */
    void age(Duration time) throws Exception {
        sql(
                "UPDATE mirrored SET as_of = as_of - make_interval(secs => $3) WHERE tenant_id = $1 AND connection_id = $2",
                (double) time.toSeconds());
    }

    /** As if whoever has it were silent for long. */
    void endLease() throws Exception {
        sql("UPDATE connection SET lease_until = now() - interval '1 second' WHERE tenant_id = $1 AND id = $2");
    }

    void isEqual() throws Exception {
        assertThat(stored()).isEqualTo(new TreeMap<>(account.told()));
    }
}
