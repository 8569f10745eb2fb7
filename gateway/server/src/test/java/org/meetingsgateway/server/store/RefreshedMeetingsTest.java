package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meetingsgateway.server.store.StoreFixture.as;
import static org.meetingsgateway.server.store.StoreFixture.await;
import static org.meetingsgateway.server.store.StoreFixture.ref;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.MeetingCall.RefreshMeeting;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Freshness;
import org.meetingsgateway.model.Freshness.Origin;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.remote.Listing;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.remote.Writes;
import org.meetingsgateway.server.federation.FreshMeetings;
import org.meetingsgateway.server.federation.OwnerQuestions;
import org.meetingsgateway.server.federation.Refreshes;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.server.sync.Accounts;

/** A meeting of a connection is asked for when a caller wants it as it is now; where that cannot be, it is as it was. */
class RefreshedMeetingsTest {
    private static StoreFixture fixture;

    private final ConnectedFixture connected = new ConnectedFixture(fixture);
    private final AtomicInteger asked = new AtomicInteger();
    private Future<Optional<RemoteMeeting>> answer = Future.succeededFuture(Optional.empty());
    private Meeting meeting;

    /** An account that answers as it was told. */
    private final Remote remote = new Remote() {
        @Override
        public Future<Listing> list(@Nullable String cursor) {
            throw new AssertionError("no list is asked for");
        }

        @Override
        public Future<Optional<RemoteMeeting>> get(String nativeId) {
            assertThat(nativeId).isEqualTo("n");
            asked.incrementAndGet();
            return answer;
        }

        @Override
        public Writes writes() {
            return Writes.none();
        }
    };

    private final FreshMeetings meetings = meetings(Duration.ofSeconds(30));

    private FreshMeetings meetings(Duration patience) {
        var questions = new OwnerQuestions(
                fixture.store,
                new ConnectionAccounts(fixture.store.client()),
                new ConnectionActions(fixture.store.client(), fixture.clock),
                job -> new Accounts.Open(remote, new Quota(1, 1)),
                new Metrics());
        return new FreshMeetings(
                fixture.source,
                new OwnerTable(fixture.store.client()),
                new Refreshes(fixture.vertx, patience, questions::ask),
                fixture.clock);
    }

    @BeforeAll
    static void start() {
        fixture = new StoreFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @BeforeEach
    void mirror() {
        connected.mirrored(connected.now(), ConnectedFixture.remote("n", "Old", "text"));
        var all =
                new ListMeetings(MeetingQuery.all(MeetingQuery.Sort.NEWEST_FIRST), new Slice.Numbered(1, 1), Set.of());
        meeting = fixture.ask(all, connected.ann).items().getFirst().meeting();
    }

    private Freshness refresh(@Nullable Duration maxAge) {
        return refresh(ref(meeting), maxAge, connected.ann);
    }

    private Freshness refresh(MeetingRef ref, @Nullable Duration maxAge, Principal who) {
        return await(meetings.call(new RefreshMeeting(ref, maxAge), who));
    }

    private Meeting read() {
        return fixture.ask(new GetMeeting(ref(meeting), Set.of()), connected.ann)
                .meeting();
    }

    private void told(String title) {
        answer = Future.succeededFuture(Optional.of(ConnectedFixture.remote("n", title, "text")));
    }

    @Test
    void what_changed_there_is_stored_before_it_is_told() {
        told("New");
        assertThat(refresh(Duration.ZERO).origin()).isEqualTo(Origin.LIVE);
        assertThat(read().title()).isEqualTo("New");
        assertThat(read().source().syncedAt()).isAfter(meeting.source().syncedAt());
    }

    @Test
    void what_did_not_change_is_only_newer() {
        told("Old");
        assertThat(refresh(Duration.ZERO).origin()).isEqualTo(Origin.LIVE);
        assertThat(read().version()).isEqualTo(meeting.version());
        assertThat(read().source().syncedAt()).isAfter(meeting.source().syncedAt());
    }

    @Test
    void nobody_is_asked_where_what_is_stored_is_new_enough_or_any_age_will_do() {
        assertThat(refresh(Duration.ofHours(1)))
                .isEqualTo(new Freshness(Origin.STORED, meeting.source().syncedAt()));
        assertThat(refresh(null))
                .isEqualTo(new Freshness(Origin.STORED, meeting.source().syncedAt()));
        assertThat(asked).hasValue(0);
    }

    @Test
    void nobody_is_asked_for_what_the_gateway_owns() {
        var own = ref(fixture.meeting(List.of(), connected.ann));
        assertThat(refresh(own, Duration.ZERO, connected.ann)).isEqualTo(new Freshness(Origin.LIVE, null));
        assertThat(asked).hasValue(0);
    }

    @Test
    void nobody_is_asked_for_who_does_not_see_the_meeting() {
        var elsewhere = fixture.tenant();
        assertThatThrownBy(() -> refresh(ref(meeting), Duration.ZERO, elsewhere))
                .isInstanceOf(Problem.NotFound.class);
        var nobody = as(fixture.person("Eve", elsewhere), elsewhere);
        assertThatThrownBy(() -> refresh(ref(meeting), Duration.ZERO, nobody)).isInstanceOf(Problem.NotFound.class);
        assertThat(asked).hasValue(0);
    }

    static List<RemoteFailure> failures() {
        return List.of(
                new RemoteFailure.Limited(Duration.ofMinutes(1), 429, null),
                new RemoteFailure.Unauthorized(401, null),
                new RemoteFailure.Refused("no", 403, null),
                new RemoteFailure.Unwell("down", null, null),
                new RemoteFailure.Unreadable("broken", 200));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void what_is_stored_is_told_where_the_owner_fails(RemoteFailure failure) {
        answer = Future.failedFuture(failure);
        assertThat(refresh(Duration.ZERO))
                .isEqualTo(new Freshness(Origin.STORED, meeting.source().syncedAt()));
        assertThat(read()).isEqualTo(meeting);
        assertThat(asked).hasValue(1);
    }

    @Test
    void an_owner_who_takes_long_is_not_waited_for_and_heard_all_the_same() {
        var late = Promise.<Optional<RemoteMeeting>>promise();
        answer = late.future();
        var hasty = meetings(Duration.ofMillis(50));
        assertThat(await(hasty.call(new RefreshMeeting(ref(meeting), Duration.ZERO), connected.ann))
                        .origin())
                .isEqualTo(Origin.STORED);
        late.complete(Optional.of(ConnectedFixture.remote("n", "Late", "text")));
        assertThat(refreshed(hasty).origin()).isEqualTo(Origin.LIVE);
        assertThat(read().title()).isEqualTo("Late");
    }

    /** Whoever asks meanwhile waits for the same question. */
    private Freshness refreshed(FreshMeetings hasty) {
        Freshness fresh;
        do {
            fresh = await(hasty.call(new RefreshMeeting(ref(meeting), Duration.ZERO), connected.ann));
        } while (fresh.origin() != Origin.LIVE);
        return fresh;
    }

    @Test
    void nothing_is_asked_of_a_connection_that_is_paused() {
        await(new ConnectionActions(fixture.store.client(), fixture.clock)
                .pause(connected.operator.tenantId(), connected.connection.toString()));
        assertThat(refresh(Duration.ZERO).origin()).isEqualTo(Origin.STORED);
        assertThat(asked).hasValue(0);
    }

    @Test
    void what_is_gone_there_stays_until_a_complete_pass_which_is_made_soon_and_once() {
        await(connected.mirror.begin(2));
        var later = fixture.clock.instant().plus(Duration.ofHours(1));
        await(connected.mirror.stopped(later));
        assertThat(isDue()).isFalse();

        assertThat(refresh(Duration.ZERO).origin()).isEqualTo(Origin.STORED);
        assertThat(read()).isEqualTo(meeting);
        var taken = await(connected.leases.take(fixture.clock.instant(), 1_000)).stream()
                .filter(job -> job.connectionId().equals(connected.connection))
                .findFirst()
                .orElseThrow();
        assertThat(taken.position().startedAt()).as("all pages are read").isNull();

        await(connected.leases.mirror(taken).stopped(later));
        assertThat(refresh(Duration.ZERO).origin()).isEqualTo(Origin.STORED);
        assertThat(isDue()).isFalse();
        assertThat(asked).hasValue(2);
    }

    private boolean isDue() {
        return await(connected.leases.take(fixture.clock.instant(), 1_000)).stream()
                .anyMatch(job -> job.connectionId().equals(connected.connection));
    }
}
