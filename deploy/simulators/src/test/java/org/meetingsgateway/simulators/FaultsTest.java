package org.meetingsgateway.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meetingsgateway.simulators.Over.await;
import static org.meetingsgateway.simulators.SimulatorTest.listed;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meetingsgateway.remote.Listed;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.wire.WireRequest;

/** What each fault does to whoever reads an account. */
class FaultsTest {
    private static final int MEETINGS = 120;

    static Vertx vertx;

    private Simulator simulator;
    private Over over;
    private Remote remote;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        await(vertx.close());
    }

    @AfterEach
    void close() {
        await(simulator.close());
    }

    private void given(String style) {
        simulator = await(Simulator.start(vertx, Setup.unlimited(style, 3, Clock.systemUTC())));
        await(simulator.fill(MEETINGS));
        over = Over.http(vertx, simulator);
        remote = Products.of(style).upstream().orElseThrow().open(simulator.account(), over);
    }

    private void on(Fault fault, Dose dose) {
        await(simulator.on(fault, dose));
    }

    private ThrowingCallable listing() {
        return () -> await(remote.list(null));
    }

    private Set<String> ids(Remote of) {
        return listed(of).stream().map(Listed::nativeId).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"desktop", "meetlog", "minutebase"})
    void a_burst_of_refusals_ends_after_so_many(String style) {
        given(style);
        on(Fault.RATE_LIMITED, Dose.times(2).seconds(7));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(listing())
                    .isInstanceOfSatisfying(
                            RemoteFailure.Limited.class,
                            limited ->
                                    assertThat(limited.retryAfter().toSeconds()).isEqualTo(7));
        }
        await(remote.list(null));
        assertThat(await(simulator.counted())).isEqualTo(new Counted(3, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"desktop", "meetlog", "minutebase"})
    void a_product_that_fails_works_again_when_it_is_switched_off(String style) {
        given(style);
        on(Fault.SERVER_ERROR, Dose.ALWAYS);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(listing()).isInstanceOfAny(RemoteFailure.Unwell.class, RemoteFailure.Limited.class);
        }

        await(simulator.off(Fault.SERVER_ERROR));
        await(remote.list(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"desktop", "meetlog", "minutebase"})
    void answers_are_late_by_the_seconds(String style) {
        given(style);
        on(Fault.SLOW, Dose.times(1).seconds(1));
        long start = System.nanoTime();
        await(remote.list(null));
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(1_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"desktop", "meetlog", "minutebase"})
    void an_answer_that_never_comes_never_comes(String style) {
        given(style);
        on(Fault.NO_ANSWER, Dose.times(1));
        var silent = remote.list(null);
        while (await(simulator.counted()).requests() == 0) {
            Thread.onSpinWait();
        }
        await(remote.list(null));
        assertThat(silent.isComplete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DROPPED", "TRUNCATED"})
    void a_connection_is_closed_instead_of_an_answer_or_in_the_middle_of_it(Fault fault) {
        given("meetlog");
        on(fault, Dose.times(1));
        assertThatThrownBy(listing()).hasMessageContaining("closed");
        await(remote.list(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"desktop", "meetlog", "minutebase"})
    void bodies_are_not_what_the_style_documents(String style) {
        given(style);
        on(Fault.MALFORMED, Dose.ALWAYS);
        for (int i = 0; i < 12; i++) {
            assertThatThrownBy(listing()).isInstanceOf(RemoteFailure.Unreadable.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"desktop", "meetlog", "minutebase"})
    void unknown_members_are_seen_and_do_no_harm(String style) {
        given(style);
        var known = await(simulator.remote().list(null)).items().getFirst().nativeId();
        on(Fault.UNKNOWN_MEMBERS, Dose.ALWAYS);
        var meeting = await(remote.get(known)).orElseThrow();
        assertThat(meeting.unknown()).anyMatch(pointer -> pointer.contains(Distortion.UNKNOWN));
        assertThat(meeting.fields())
                .isEqualTo(await(simulator.remote().get(known)).orElseThrow().fields());
    }

    @ParameterizedTest
    @ValueSource(strings = {"desktop", "meetlog"})
    void a_transcript_is_late_until_the_fault_is_over(String style) {
        given(style);
        var before = ids(remote);
        on(Fault.LATE_TRANSCRIPTS, Dose.ALWAYS.seconds(3_600));
        await(simulator.create());
        var after = new HashSet<>(ids(remote));
        after.removeAll(before);
        var id = after.iterator().next();
        var early = await(remote.get(id)).orElseThrow();
        assertThat(early.settled()).isFalse();
        assertThat(early.segments()).isEmpty();

        await(simulator.off(Fault.LATE_TRANSCRIPTS));
        var late = await(remote.get(id)).orElseThrow();
        assertThat(late.settled()).isTrue();
        assertThat(late.segments()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"desktop", "meetlog", "minutebase"})
    void meetings_come_and_go_while_pages_are_turned(String style) {
        given(style);
        long before = await(simulator.count());
        on(Fault.PAGE_DRIFT, Dose.ALWAYS);
        await(remote.list(null));
        assertThat(await(simulator.count())).isEqualTo(before);
        var second = await(simulator.remote().list(null)).next();
        await(remote.list(second));
        assertThat(await(simulator.count())).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"desktop", "meetlog", "minutebase"})
    void pages_have_no_end(String style) {
        given(style);
        on(Fault.ENDLESS_PAGES, Dose.ALWAYS);
        String cursor = null;
        for (int page = 0; page < 10; page++) {
            var listing = await(remote.list(cursor));
            assertThat(listing.items()).isNotEmpty();
            cursor = listing.next();
            assertThat(cursor).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"desktop", "meetlog", "minutebase"})
    void many_meetings_are_lost_and_are_back_when_it_is_switched_off(String style) {
        given(style);
        var all = ids(remote);
        on(Fault.MASS_DELETION, Dose.of(0.5));
        var left = ids(remote);
        assertThat(left.size()).isBetween(MEETINGS / 4, MEETINGS * 3 / 4);
        var lost = all.stream().filter(id -> !left.contains(id)).findFirst().orElseThrow();
        assertThat(await(remote.get(lost))).isEmpty();

        await(simulator.off(Fault.MASS_DELETION));
        assertThat(ids(remote)).isEqualTo(all);
        assertThat(await(remote.get(lost))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"desktop", "meetlog", "minutebase"})
    void a_key_is_not_known_any_more(String style) {
        given(style);
        on(Fault.REVOKED_KEY, Dose.ALWAYS);
        assertThatThrownBy(listing()).isInstanceOf(RemoteFailure.Unauthorized.class);
        await(simulator.heal());
        await(remote.list(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"desktop", "meetlog", "minutebase"})
    void a_redirect_leads_to_another_host_where_visits_are_counted(String style) {
        given(style);
        on(Fault.REDIRECT, Dose.ALWAYS);
        var answer = await(over.send(WireRequest.get("/x")));
        assertThat(answer.status()).isBetween(301, 308);
        var location = answer.headers().get("Location");
        assertThat(location).startsWith("http://localhost:").endsWith("/x");
        assertThat(await(simulator.counted()).strayed()).isZero();

        var other = Over.http(vertx, location.substring(0, location.length() - 2));
        await(other.send(WireRequest.get("/x")));
        assertThat(await(simulator.counted()).strayed()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"desktop"})
    void the_link_to_the_next_page_leads_to_another_host(String style) {
        given(style);
        on(Fault.FOREIGN_LINK, Dose.ALWAYS);
        var request = WireRequest.get("/api/projects/1/desktop_recordings/");
        request.headers().set("Authorization", "Bearer " + simulator.account().credential());
        var next = new JsonObject(await(over.send(request)).body()).getString("next");
        assertThat(next).startsWith("http://localhost:");
    }
}
