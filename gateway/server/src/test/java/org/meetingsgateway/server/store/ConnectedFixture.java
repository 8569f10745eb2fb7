package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingStatus;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.Segment;
import org.meetingsgateway.remote.Raw;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.server.sync.Job;
import org.meetingsgateway.server.sync.Leases;
import org.meetingsgateway.server.sync.Mirror;

/** A tenant with a connection that is run here. */
public final class ConnectedFixture {
    public final Principal operator;
    public final Principal ann;

    /** Belongs to nothing that Ann has. */
    public final Principal bob;

    /** A project of Bob's alone. */
    public final UUID bobs;

    public final UUID connection;
    public final Job job;
    public final Mirror mirror;
    final StoreFixture fixture;
    final Leases leases;

    /** On a store of its own, which ends with the JVM. */
    public static ConnectedFixture create() {
        return new ConnectedFixture(new StoreFixture());
    }

    /** Another one on the same store. */
    public ConnectedFixture another() {
        return new ConnectedFixture(fixture);
    }

    public Store store() {
        return fixture.store;
    }

    public Vertx vertx() {
        return fixture.vertx;
    }

    /** What it ends with, or its failure. */
    public static <T> T await(Future<T> future) {
        return StoreFixture.await(future);
    }

    /** As if all that is being written had begun that much earlier. */
    public void age(Duration time) {
        var shift = time.toSeconds() + " seconds";
        await(new Sql(
                        "UPDATE outbox SET started_at = started_at - ?::text::interval WHERE tenant_id = ?",
                        shift,
                        operator.tenantId())
                .run(fixture.store.client()));
    }

    /** The codes of what is wrong. */
    public Set<String> issues() {
        var issues = await(new ConnectionReports(fixture.store.client()).issues(operator.tenantId(), connection));
        return issues.stream().map(ConnectionIssue::code).collect(Collectors.toSet());
    }

    /** How many writes nobody knows the end of. */
    public int unsettled() {
        return await(new Sql(
                                "SELECT count(*)::int FROM outbox WHERE tenant_id = ? AND state <> 'done'",
                                operator.tenantId())
                        .run(fixture.store.client()))
                .iterator()
                .next()
                .getInteger(0);
    }

    ConnectedFixture(StoreFixture fixture) {
        this.fixture = fixture;
        operator = fixture.tenant();
        var person = fixture.person("Ann", operator);
        ann = StoreFixture.as(person, operator);
        bob = StoreFixture.as(fixture.person("Bob", operator), operator);
        var project = fixture.ask(
                new CreateProject(Changes.of(ProjectField.class)
                        .set(ProjectField.NAME, "P")
                        .set(ProjectField.MEMBER_IDS, List.of(person.id()))
                        .build()),
                ann);
        bobs = fixture.ask(
                        new CreateProject(Changes.of(ProjectField.class)
                                .set(ProjectField.NAME, "B")
                                .set(ProjectField.MEMBER_IDS, List.of(bob.personId()))
                                .build()),
                        bob)
                .id();
        var made = new ConnectionTable.NewConnection(
                "desktop", "D", "http://127.0.0.1:1", null, 1, project.id(), person.id(), 60, null);
        connection = await(new ConnectionTable(fixture.store.client(), fixture.clock)
                        .create(operator.tenantId(), made, id -> Buffer.buffer("sealed")))
                .id();
        leases = new ConnectionLeases(fixture.store);
        job = await(leases.take(fixture.clock.instant(), 1_000)).stream()
                .filter(taken -> taken.connectionId().equals(connection))
                .findFirst()
                .orElseThrow();
        mirror = leases.mirror(job);
    }

    public Instant now() {
        return await(fixture.store.sharedNow());
    }

    /** As the mirror does it. */
    Mirror.Outcome mirrored(Instant asked, RemoteMeeting meeting) {
        return await(mirror.put(asked, "shown", asked, meeting, 1, asked));
    }

    /** As who serves a caller does it. */
    Mirror.Outcome put(Instant asked, RemoteMeeting meeting) {
        return await(fixture.store.atomically(transaction -> transaction.put(job, asked, meeting)));
    }

    public static RemoteMeeting remote(String nativeId, String title, @Nullable String text) {
        return new RemoteMeeting(
                nativeId,
                null,
                null,
                null,
                Changes.of(MeetingField.class)
                        .set(MeetingField.TITLE, title)
                        .set(MeetingField.STATUS, MeetingStatus.COMPLETED)
                        .build(),
                text == null ? List.of() : List.of(new Segment(text, null, null, null, null, null)),
                null,
                null,
                Instant.parse("2026-01-02T00:00:00Z"),
                null,
                true,
                List.of(new Raw("recording", Buffer.buffer(title + text))),
                Set.of());
    }
}
