package org.meetingsgateway.server.store;

import static org.meetingsgateway.server.store.StoreFixture.await;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
final class ConnectedFixture {
    final StoreFixture fixture;
    final Principal operator;
    final Principal ann;
    final UUID connection;
    final Leases leases;
    final Job job;
    final Mirror mirror;

    ConnectedFixture(StoreFixture fixture) {
        this.fixture = fixture;
        operator = fixture.tenant();
        var person = fixture.person("Ann", operator);
        ann = StoreFixture.as(person, operator);
        var project = fixture.ask(
                new CreateProject(Changes.of(ProjectField.class)
                        .set(ProjectField.NAME, "P")
                        .build()),
                ann);
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

    Instant now() {
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

    static RemoteMeeting remote(String nativeId, String title, @Nullable String text) {
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
