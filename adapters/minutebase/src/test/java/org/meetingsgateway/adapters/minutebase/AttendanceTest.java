package org.meetingsgateway.adapters.minutebase;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.wire.WireResponse;

class AttendanceTest {
    @Test
    void a_thousand_attendees_are_the_most() {
        var ids = IntStream.range(0, 1001).mapToObj("%024x"::formatted).toList();
        var body = Body.of(new JsonObject().put("attendee_ids", new JsonArray(ids)));
        assertThat(Attendance.ofAttribute(body).ids()).hasSize(1000);
        assertThat(body.errors().get("attendee_ids"))
                .containsExactly(ids.getLast() + " is one too many: 1000 attendees at most");
    }

    @Test
    void a_long_id_is_shortened_where_it_is_told_of() {
        assertThat(Attendance.shown("x".repeat(100))).isEqualTo("x".repeat(60) + "…");
        assertThat(Attendance.shown("x".repeat(60))).isEqualTo("x".repeat(60));
    }

    @Test
    void a_change_between_reading_and_writing_is_tried_again() {
        var tries = new AtomicInteger();
        var answer = MeetingRecords.retried(
                5,
                () -> tries.incrementAndGet() < 3
                        ? Future.failedFuture(new Problem.PreconditionFailed())
                        : Future.succeededFuture(WireResponse.empty(200)));
        assertThat(answer.succeeded()).isTrue();
        assertThat(tries).hasValue(3);
    }

    @Test
    void a_change_that_is_always_too_late_fails_in_the_end_and_other_failures_at_once() {
        var tries = new AtomicInteger();
        var late = MeetingRecords.retried(5, () -> {
            tries.incrementAndGet();
            return Future.failedFuture(new Problem.PreconditionFailed());
        });
        assertThat(late.cause()).isInstanceOf(Problem.PreconditionFailed.class);
        assertThat(tries).hasValue(5);
        var missing = MeetingRecords.retried(5, () -> {
            tries.incrementAndGet();
            return Future.failedFuture(new Problem.NotFound("meeting"));
        });
        assertThat(missing.failed()).isTrue();
        assertThat(tries).hasValue(6);
    }
}
