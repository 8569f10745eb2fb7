package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meetingsgateway.server.store.StoreFixture.await;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.server.store.ConnectionTable.NewConnection;
import org.meetingsgateway.server.sync.Job;
import org.meetingsgateway.server.sync.Leases;

/** Leases in PostgreSQL: a connection is run by one replica at a time, whoever asks when. */
class ConnectionLeasesTest {
    private static final int ALL = 20;

    private static StoreFixture fixture;

    private final Leases one = new ConnectionLeases(fixture.store);
    private final Leases other = new ConnectionLeases(fixture.store);
    private UUID tenant;

    @BeforeAll
    static void start() {
        fixture = new StoreFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @BeforeEach
    void connect() {
        var operator = fixture.tenant();
        tenant = operator.tenantId();
        var owner = fixture.person("Ann", operator).id();
        var name = Changes.of(ProjectField.class).set(ProjectField.NAME, "P").build();
        var project = fixture.ask(new CreateProject(name), operator).id();
        var table = new ConnectionTable(fixture.store.client(), fixture.clock);
        for (int i = 0; i < ALL; i++) {
            var made =
                    new NewConnection("meetlog", "C" + i, "https://example.com", null, null, project, owner, 60, null);
            await(table.create(tenant, made, id -> Buffer.buffer("x")));
        }
    }

    private Future<List<Job>> take(Leases leases) {
        return leases.take(fixture.clock.instant(), 10_000)
                .map(jobs -> jobs.stream()
                        .filter(job -> job.tenantId().equals(tenant))
                        .toList());
    }

    /** How many are had for longer than that from now on. */
    private long had(String interval) {
        return await(new Sql(
                                "SELECT count(*) FROM connection c WHERE c.tenant_id = ? AND c.lease_until > now() + interval '"
                                        + interval + "'",
                                tenant)
                        .run(fixture.store.client()))
                .iterator()
                .next()
                .getLong(0);
    }

    private void end(String when) {
        await(new Sql("UPDATE connection SET lease_until = now() + interval '" + when + "' WHERE tenant_id = ?", tenant)
                .run(fixture.store.client()));
    }

    @Test
    void replicas_that_take_at_once_have_each_connection_once() {
        var taking = Stream.generate(() -> List.of(one, other))
                .limit(5)
                .flatMap(Collection::stream)
                .map(this::take)
                .toList();
        await(Future.all(taking));
        assertThat(taking.stream().flatMap(taken -> taken.result().stream()).map(Job::connectionId))
                .hasSize(ALL)
                .doesNotHaveDuplicates();
    }

    @Test
    void what_is_released_or_silent_for_too_long_is_taken_over_and_nothing_else() {
        var taken = await(take(one));
        assertThat(await(take(other))).isEmpty();
        await(other.release(taken));
        assertThat(await(take(other))).as("it is not the other's to release").isEmpty();

        await(one.release(taken.subList(0, 5)));
        assertThat(await(take(other))).hasSize(5);
        end("-1 second");
        assertThat(await(take(other))).hasSize(ALL);
        await(one.renew(taken));
        assertThat(await(take(one))).as("it is the other's now").isEmpty();
    }

    @Test
    void who_renews_keeps_its_own_and_no_lease_that_ended() {
        var taken = await(take(one));
        end("5 seconds");
        await(other.renew(taken));
        assertThat(had("10 seconds")).isZero();
        await(one.renew(taken.subList(0, 7)));
        assertThat(had("10 seconds")).isEqualTo(7);
        end("-1 second");
        await(one.renew(taken));
        assertThat(had("0 seconds")).isZero();
    }

    private void change(Job job, String assignment) {
        await(new Sql(
                        "UPDATE connection SET " + assignment + " WHERE tenant_id = ? AND id = ?",
                        tenant,
                        job.connectionId())
                .run(fixture.store.client()));
    }

    @Test
    void who_renews_hears_which_are_its_own_and_as_it_took_them() {
        var taken = await(take(one));
        change(taken.get(0), "version = version + 1");
        change(taken.get(1), "paused_at = now()");
        change(taken.get(2), "lease_until = now() - interval '1 second'");
        change(taken.get(3), "lease_holder = 'other'");
        await(new Sql(
                        "DELETE FROM connection WHERE tenant_id = ? AND id = ?",
                        tenant,
                        taken.get(4).connectionId())
                .run(fixture.store.client()));
        assertThat(await(one.renew(taken))).containsExactlyInAnyOrderElementsOf(taken.subList(5, ALL));

        await(one.release(taken.subList(0, 1)));
        assertThat(await(take(other))).as("what was changed is run anew").hasSize(2);
    }

    @Test
    void what_is_paused_or_not_due_is_not_taken() {
        await(new Sql("UPDATE connection SET paused_at = now() WHERE tenant_id = ? AND name < 'C15'", tenant)
                .run(fixture.store.client()));
        await(new Sql(
                        "UPDATE connection SET next_poll_at = now() + interval '1 hour' WHERE tenant_id = ? AND name = 'C2'",
                        tenant)
                .run(fixture.store.client()));
        long paused = Stream.iterate(0, i -> i + 1)
                .limit(ALL)
                .filter(i -> ("C" + i).compareTo("C15") < 0)
                .count();
        assertThat(await(take(one))).hasSize((int) (ALL - paused - 1));
    }
}
