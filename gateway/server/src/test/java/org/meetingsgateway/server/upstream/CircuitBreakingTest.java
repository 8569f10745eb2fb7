package org.meetingsgateway.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.server.access.MovableClock;
import org.meetingsgateway.server.upstream.NoResponse.Reason;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

class CircuitBreakingTest {
    private static final WireRequest GET = WireRequest.get("/things");
    private static final Duration PAUSE_AND_MORE = CircuitBreaking.PAUSE.plusMillis(1);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final AtomicInteger asked = new AtomicInteger();
    private Exchange upstream = answering(200);
    private final CircuitBreaking breaking = new CircuitBreaking(
            request -> {
                asked.incrementAndGet();
                return upstream.send(request);
            },
            clock);

    private static Exchange answering(int status) {
        return request -> Future.succeededFuture(WireResponse.empty(status));
    }

    private static Exchange failing(Reason reason) {
        return request -> Future.failedFuture(new NoResponse(reason, null));
    }

    private void send(int times) {
        for (int i = 0; i < times; i++) {
            breaking.send(GET);
        }
    }

    private boolean isRefused() {
        int before = asked.get();
        return breaking.send(GET).cause() instanceof NoResponse none
                && none.reason() == Reason.BREAKER_OPEN
                && asked.get() == before;
    }

    @Test
    void what_the_upstream_answers_is_given() {
        assertThat(breaking.send(GET).result().status()).isEqualTo(200);
        upstream = answering(503);
        assertThat(breaking.send(GET).result().status()).isEqualTo(503);
    }

    @Test
    void an_upstream_that_fails_is_left_alone_and_tried_again_after_the_pause() {
        upstream = failing(Reason.TIMEOUT);
        send(CircuitBreaking.ENOUGH);
        assertThat(breaking.state()).isEqualTo("open");
        assertThat(isRefused()).isTrue();

        clock.pass(CircuitBreaking.PAUSE);
        assertThat(isRefused()).isTrue();

        clock.pass(Duration.ofMillis(1));
        upstream = answering(200);
        send(CircuitBreaking.TRIALS);
        assertThat(breaking.state()).isEqualTo("closed");
        assertThat(isRefused()).isFalse();
    }

    @Test
    void an_upstream_that_still_fails_is_left_alone_again() {
        upstream = answering(500);
        send(CircuitBreaking.ENOUGH);
        clock.pass(PAUSE_AND_MORE);
        send(CircuitBreaking.TRIALS);
        assertThat(asked).hasValue(CircuitBreaking.ENOUGH + CircuitBreaking.TRIALS);
        assertThat(isRefused()).isTrue();
        clock.pass(PAUSE_AND_MORE);
        assertThat(isRefused()).isFalse();
    }

    @Test
    void only_a_few_try_whether_it_is_well_again() {
        upstream = failing(Reason.UNREACHABLE);
        send(CircuitBreaking.ENOUGH);
        clock.pass(PAUSE_AND_MORE);
        var slow = Promise.<WireResponse.Bytes>promise();
        upstream = request -> slow.future();
        send(CircuitBreaking.TRIALS);
        assertThat(breaking.state()).isEqualTo("half_open");
        assertThat(isRefused()).isTrue();
        slow.complete(WireResponse.empty(200));
        assertThat(breaking.state()).isEqualTo("closed");
    }

    @Test
    void a_few_failures_among_many_answers_are_no_reason() {
        for (int i = 0; i < 10 * CircuitBreaking.LATEST; i++) {
            upstream = i % 3 == 0 ? answering(502) : answering(200);
            send(1);
        }
        assertThat(breaking.state()).isEqualTo("closed");
    }

    @Test
    void what_is_not_the_upstreams_fault_is_no_reason() {
        for (var ours : new Exchange[] {
            failing(Reason.BUSY), failing(Reason.FORBIDDEN_ADDRESS), answering(403), answering(404), answering(429)
        }) {
            upstream = ours;
            send(10 * CircuitBreaking.LATEST);
            assertThat(breaking.state()).isEqualTo("closed");
        }
    }
}
