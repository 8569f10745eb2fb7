package org.meetingsgateway.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteFailure.Limited;
import org.meetingsgateway.remote.Spent;
import org.meetingsgateway.server.federation.FakeUpstream;
import org.meetingsgateway.spi.Upstream;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

class BudgetTest {
    private static final Quota QUOTA = new Quota(10, 10);
    private static final Duration SPACING = Pace.of(QUOTA).spacing();

    private final MovableTime time = new MovableTime();
    private final SimulatedSlots slots = new SimulatedSlots(time, () -> Duration.ZERO);
    private final List<String> sent = new ArrayList<>();
    private Spent spent;

    private final Exchange account = request -> {
        sent.add(request.path());
        return Future.succeededFuture(WireResponse.empty(200));
    };

    private Budget budget(Quota quota, Slots slots) {
        return new Budget(account, quota, slots, new Telling(), time, time.clock());
    }

    private final Budget budget = budget(QUOTA, slots);

    /** Says of the quota what the test wants. */
    private final class Telling implements Upstream {
        private final Upstream style = new FakeUpstream(false);

        @Override
        public Quota quota() {
            return style.quota();
        }

        @Override
        public List<Problem.Violation> check(Account account) {
            return style.check(account);
        }

        @Override
        public Remote open(Account account, Exchange exchange) {
            return style.open(account, exchange);
        }

        @Override
        public Spent spent(WireResponse.Bytes response, Instant now) {
            return spent;
        }
    }

    private Future<WireResponse.Bytes> ask(Lane lane, String path) {
        return budget.lane(lane).send(WireRequest.get(path));
    }

    private Duration refusal(Future<WireResponse.Bytes> asked) {
        assertThat(asked.cause()).isInstanceOf(Limited.class);
        return ((Limited) asked.cause()).retryAfter();
    }

    @Test
    void requests_are_sent_one_spacing_after_the_other() {
        for (int i = 0; i < 3; i++) {
            ask(Lane.MIRROR, "/" + i);
        }
        time.pass(Duration.ZERO);
        assertThat(sent).containsExactly("/0");
        time.pass(SPACING.minusNanos(1));
        assertThat(sent).hasSize(1);
        time.pass(SPACING);
        assertThat(sent).containsExactly("/0", "/1");
        time.pass(SPACING);
        assertThat(sent).containsExactly("/0", "/1", "/2");
    }

    /** MinuteBase's documented quota, which has one request in four seconds. */
    private static final Quota RARE = new Quota(1_000, 3_600);

    @Test
    void while_the_mirror_works_a_caller_still_reads_writes_and_reads_again_at_once() {
        var rare = budget(RARE, slots);
        for (int i = 0; i < 20; i++) {
            rare.lane(Lane.MIRROR).send(WireRequest.get("/mirror"));
        }
        time.pass(Pace.of(RARE).of(2));
        int mirrored = sent.size();
        for (var path : List.of("/read", "/write", "/again")) {
            rare.lane(Lane.CALLER).send(WireRequest.get(path));
            time.pass(Duration.ZERO);
        }
        assertThat(sent.subList(mirrored, sent.size())).containsExactly("/read", "/write", "/again");
    }

    @Test
    void the_burst_comes_back_when_nothing_is_asked() {
        var rare = budget(RARE, slots).lane(Lane.CALLER);
        for (int burst = 1; burst <= 2; burst++) {
            for (int i = 0; i < 5; i++) {
                rare.send(WireRequest.get("/"));
            }
            time.pass(Duration.ZERO);
            assertThat(sent).hasSize(5 * burst);
            time.pass(Pace.of(RARE).of(5));
        }
    }

    @Test
    void after_a_refusal_of_the_account_there_is_no_burst_before_its_time() {
        var replica = budget(RARE, slots).lane(Lane.CALLER);
        var other = budget(RARE, slots).lane(Lane.CALLER);
        spent = new Spent(true, 0L, time.clock().instant().plusSeconds(60));
        replica.send(WireRequest.get("/first"));
        time.pass(Duration.ZERO);
        spent = null;
        var early = other.send(WireRequest.get("/early"));
        time.pass(Duration.ofSeconds(58));
        assertThat(refusal(early)).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(60));
        for (int i = 0; i < 3; i++) {
            other.send(WireRequest.get("/late"));
        }
        time.pass(Duration.ofSeconds(2));
        assertThat(sent).startsWith("/first", "/late").doesNotContain("/early");
    }

    @Test
    void callers_however_many_leave_slots_to_the_mirror() {
        for (int i = 0; i < 4; i++) {
            ask(Lane.CALLER, "/caller");
            ask(Lane.MIRROR, "/mirror");
        }
        time.pass(SPACING.multipliedBy(5));
        assertThat(sent).containsExactly("/caller", "/mirror", "/caller", "/mirror", "/caller", "/mirror");
    }

    @Test
    void who_would_wait_too_long_is_told_when_the_next_slot_is() {
        slots.postpone(Duration.ofMinutes(3));
        var asked = ask(Lane.CALLER, "/");
        time.pass(Duration.ZERO);
        assertThat(refusal(asked)).isEqualTo(Duration.ofMinutes(3));
        assertThat(sent).isEmpty();
    }

    @Test
    void what_is_too_much_to_wait_is_refused_at_once() {
        IntStream.range(0, Budget.WAITING).forEach(i -> ask(Lane.MIRROR, "/"));
        assertThat(refusal(ask(Lane.MIRROR, "/"))).isPositive();
        assertThat(ask(Lane.CALLER, "/").isComplete()).isFalse();
    }

    @Test
    void what_the_account_says_of_its_quota_is_heeded_and_the_database_not_asked_in_vain() {
        spent = new Spent(true, 0L, time.clock().instant().plusSeconds(60));
        ask(Lane.MIRROR, "/first");
        time.pass(Duration.ZERO);
        int asked = slots.asked();

        var second = ask(Lane.CALLER, "/second");
        time.pass(SPACING);
        assertThat(refusal(second)).isBetween(Duration.ofSeconds(58), Duration.ofSeconds(60));
        assertThat(slots.asked()).isEqualTo(asked);

        spent = null;
        time.pass(Duration.ofSeconds(58));
        ask(Lane.CALLER, "/third");
        time.pass(Duration.ofSeconds(2));
        assertThat(sent).containsExactly("/first", "/third");
    }

    @Test
    void while_the_account_is_closed_whoever_comes_is_told_at_once_for_how_long() {
        spent = new Spent(true, 0L, time.clock().instant().plusSeconds(90));
        ask(Lane.CALLER, "/first");
        time.pass(Duration.ZERO);
        var waiting = ask(Lane.CALLER, "/second");
        time.pass(SPACING);
        assertThat(refusal(waiting)).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(90));

        for (int i = 0; i < 3; i++) {
            var later = ask(Lane.CALLER, "/later");
            assertThat(refusal(later)).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(90));
            time.pass(SPACING);
        }
        assertThat(sent).containsExactly("/first");
    }

    @Test
    void whoever_waits_is_told_at_its_own_time_whatever_is_waited_for() {
        var silent = budget(QUOTA, new Slots() {
            @Override
            public Future<Slot> reserve(Duration spacing, Duration ahead, Duration patience) {
                return Promise.<Slot>promise().future();
            }

            @Override
            public Future<Void> postpone(Duration pause) {
                return Future.succeededFuture();
            }
        });
        var first = silent.lane(Lane.CALLER).send(WireRequest.get("/1"));
        time.pass(Duration.ofSeconds(2));
        var second = silent.lane(Lane.CALLER).send(WireRequest.get("/2"));
        time.pass(Duration.ofSeconds(4));
        assertThat(refusal(first)).isPositive();
        assertThat(second.isComplete()).isFalse();
        time.pass(Duration.ofSeconds(2));
        assertThat(refusal(second)).isPositive();
    }

    @Test
    void what_a_mirror_waits_for_when_its_connection_is_gone_is_not_sent() {
        var rare = budget(new Quota(1, 60), slots);
        rare.lane(Lane.MIRROR).send(WireRequest.get("/1"));
        var waiting = rare.lane(Lane.MIRROR).send(WireRequest.get("/2"));
        time.pass(Duration.ofSeconds(30));
        rare.end();
        assertThat(waiting.cause()).isInstanceOf(Problem.Unavailable.class);
        time.pass(Duration.ofMinutes(5));
        assertThat(sent).containsExactly("/1");
    }

    @Test
    void an_account_that_says_no_for_a_hundred_years_is_asked_again_after_an_hour() {
        spent = new Spent(true, 0L, time.clock().instant().plusSeconds(3_000_000_000L));
        ask(Lane.MIRROR, "/");
        time.pass(Duration.ofHours(1));
        ask(Lane.MIRROR, "/");
        time.pass(SPACING);
        assertThat(sent).hasSize(2);
    }

    @Test
    void a_rare_slot_is_waited_for_by_the_mirror() {
        var rare = budget(new Quota(1, 60), slots).lane(Lane.MIRROR);
        rare.send(WireRequest.get("/1"));
        rare.send(WireRequest.get("/2"));
        time.pass(Duration.ofMinutes(2));
        assertThat(sent).containsExactly("/1", "/2");
    }

    @Test
    void nothing_is_sent_while_the_database_is_away() {
        var away = new Slots() {
            @Override
            public Future<Slot> reserve(Duration spacing, Duration ahead, Duration patience) {
                return Future.failedFuture(new Problem.Unavailable("The store is away", Duration.ofSeconds(1)));
            }

            @Override
            public Future<Void> postpone(Duration pause) {
                return Future.succeededFuture();
            }
        };
        var asked = budget(QUOTA, away).lane(Lane.MIRROR).send(WireRequest.get("/"));
        time.pass(Duration.ZERO);
        assertThat(asked.cause()).isInstanceOf(Problem.Unavailable.class);
        assertThat(sent).isEmpty();
    }
}
