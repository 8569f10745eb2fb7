package org.meetingsgateway.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.remote.RemoteFailure.Limited;
import org.meetingsgateway.server.upstream.NoResponse.Reason;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

class RetryingTest {
    private static final WireRequest GET = WireRequest.get("/things");

    private final MovableTime time = new MovableTime();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();
    private Exchange upstream = answering(503);
    private final Retrying retrying = new Retrying(
            request -> {
                asked.incrementAndGet();
                return upstream.send(request);
            },
            time,
            () -> 1,
            again::incrementAndGet);

    private static Exchange answering(int status) {
        return request -> Future.succeededFuture(WireResponse.empty(status));
    }

    private static Exchange failing(Throwable failure) {
        return request -> Future.failedFuture(failure);
    }

    private static WireRequest with(HttpMethod method) {
        return new WireRequest(method, "", "/", GET.pathParams(), GET.query(), GET.headers(), GET.body());
    }

    private int times(WireRequest request) {
        asked.set(0);
        var answer = retrying.send(request);
        time.pass(Duration.ofSeconds(10));
        assertThat(answer.isComplete()).isTrue();
        return asked.get();
    }

    @Test
    void what_passes_is_tried_again_after_pauses_that_grow() {
        var answer = retrying.send(GET);
        for (int millis : List.of(500, 1_000)) {
            int before = asked.get();
            time.pass(Duration.ofMillis(millis - 1));
            assertThat(asked).hasValue(before);
            time.pass(Duration.ofMillis(1));
            assertThat(asked).hasValue(before + 1);
            assertThat(again).hasValue(before);
        }
        upstream = answering(200);
        time.pass(Duration.ofSeconds(2));
        assertThat(answer.result().status()).isEqualTo(200);
        assertThat(asked).hasValue(1 + Retrying.MOST);
    }

    @Test
    void what_does_not_pass_is_given_in_the_end() {
        upstream = answering(429);
        assertThat(times(GET)).isEqualTo(1 + Retrying.MOST);
    }

    @Test
    void only_what_does_no_harm_is_sent_twice() {
        assertThat(times(with(HttpMethod.POST))).isEqualTo(1);
        assertThat(times(with(HttpMethod.PATCH))).isEqualTo(1);
        assertThat(times(with(HttpMethod.PUT))).isEqualTo(1);
        assertThat(times(with(HttpMethod.DELETE))).isGreaterThan(1);
    }

    @Test
    void what_will_not_change_is_not_asked_again() {
        for (int status : List.of(200, 301, 400, 401, 403, 404, 409)) {
            upstream = answering(status);
            assertThat(times(GET)).isEqualTo(1);
        }
        for (var reason : List.of(Reason.FORBIDDEN_ADDRESS, Reason.BREAKER_OPEN, Reason.TOO_LARGE)) {
            upstream = failing(new NoResponse(reason, null));
            assertThat(times(GET)).isEqualTo(1);
        }
        upstream = failing(new Limited(Duration.ofSeconds(1), null, null));
        assertThat(times(GET)).isEqualTo(1);
    }

    @Test
    void a_retry_that_finds_no_slot_gives_the_first_answer() {
        var answer = retrying.send(GET);
        upstream = failing(new Limited(Duration.ofMinutes(1), null, null));
        time.pass(Duration.ofSeconds(1));
        assertThat(answer.result().status()).isEqualTo(503);
    }

    private Future<WireResponse.Bytes> sentAgain(HttpMethod method, Exchange first, Exchange then) {
        upstream = first;
        var saving = new Retrying(request -> upstream.send(request), time, () -> 1, () -> {});
        var answer = saving.send(with(method));
        upstream = then;
        time.pass(Duration.ofSeconds(10));
        return answer;
    }

    @Test
    void a_deletion_that_may_have_arrived_is_not_refused_by_what_comes_after_it() {
        var lost = new NoResponse(Reason.BROKEN, null);
        var unreachable = failing(new NoResponse(Reason.UNREACHABLE, null));
        for (var then : List.of(answering(429), answering(401), unreachable)) {
            assertThat(sentAgain(HttpMethod.DELETE, failing(lost), then).cause())
                    .isSameAs(lost);
        }
        assertThat(sentAgain(HttpMethod.DELETE, answering(502), answering(429))
                        .result()
                        .status())
                .isEqualTo(502);
        for (int gone : List.of(204, 404, 410)) {
            assertThat(sentAgain(HttpMethod.DELETE, failing(lost), answering(gone))
                            .result()
                            .status())
                    .isEqualTo(gone);
        }
        assertThat(sentAgain(HttpMethod.DELETE, unreachable, answering(401))
                        .result()
                        .status())
                .as("it has not arrived")
                .isEqualTo(401);
        assertThat(sentAgain(HttpMethod.GET, failing(lost), answering(401))
                        .result()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void an_account_that_fails_gets_a_fifth_more_at_the_most() {
        int calls = 1_000;
        for (int i = 0; i < calls; i++) {
            retrying.send(GET);
            time.pass(Duration.ofSeconds(10));
        }
        assertThat(asked.get() - calls).isBetween(100, (int) (calls * Retrying.PART + Retrying.SAVED));
    }

    @Test
    void a_call_that_took_long_is_not_begun_anew() {
        upstream = request -> {
            time.pass(Duration.ofSeconds(30));
            return Future.failedFuture(new NoResponse(Reason.TIMEOUT, null));
        };
        assertThat(times(GET)).isEqualTo(1);
    }
}
