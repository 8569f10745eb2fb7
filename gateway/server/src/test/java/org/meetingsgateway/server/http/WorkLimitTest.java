package org.meetingsgateway.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkLimitTest {
    private static final int MOST = 1_000;
    private static final int FIRST = new WorkLimit(MOST).get();

    private final WorkLimit limit = new WorkLimit(MOST);

    private void sample(int times, long millis, int working) {
        for (int i = 0; i < times; i++) {
            limit.sample(Duration.ofMillis(millis).toNanos(), working);
        }
    }

    @Test
    void while_nothing_waits_there_may_be_ever_more_up_to_a_number() {
        sample(20, 2, FIRST);
        assertThat(limit.get()).isBetween(FIRST + 10, FIRST + 20);
        sample(2_000, 2, MOST);
        assertThat(limit.get()).isEqualTo(MOST);
    }

    @Test
    void a_queue_that_stands_makes_it_less_but_never_nothing() {
        sample(10, 2, FIRST);
        int before = limit.get();
        sample(10, 500, before);
        assertThat(limit.get()).isLessThan(before);
        assertThat(limit.delaySeconds()).isBetween(0.49, 0.5);
        sample(200, 500, MOST);
        assertThat(limit.get()).isGreaterThan(10);
        sample(200, 2, limit.get() + 200);
        assertThat(limit.get()).as("it comes back").isGreaterThan(before);
    }

    @Test
    void a_burst_that_passes_changes_nothing() {
        sample(10, 2, FIRST);
        int before = limit.get();
        sample(3, 5_000, before);
        sample(1, 2, before);
        assertThat(limit.get()).isGreaterThanOrEqualTo(before);
    }

    @Test
    void where_little_is_worked_on_it_is_not_their_number_that_makes_requests_wait() {
        sample(10, 2, FIRST);
        int before = limit.get();
        sample(50, 500, before / 4);
        assertThat(limit.get()).isEqualTo(before);
    }

    @Test
    void a_store_that_is_far_away_is_no_queue() {
        sample(10, 300, 1);
        sample(20, 310, FIRST);
        assertThat(limit.get()).isGreaterThan(FIRST);
    }
}
