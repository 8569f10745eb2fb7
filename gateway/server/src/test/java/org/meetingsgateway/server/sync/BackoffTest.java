package org.meetingsgateway.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pauses between runs that fail. */
class BackoffTest {
    private static Duration after(int failed, int pollSeconds, double random) {
        return new Backoff(Duration.ofSeconds(pollSeconds), () -> random).after(failed);
    }

    @Test
    void they_double_up_to_ten_minutes() {
        assertThat(after(0, 60, 0)).isEqualTo(Duration.ofMinutes(1));
        assertThat(after(1, 60, 0)).isEqualTo(Duration.ofMinutes(2));
        assertThat(after(3, 60, 0)).isEqualTo(Duration.ofMinutes(8));
        assertThat(after(4, 60, 0)).isEqualTo(Duration.ofMinutes(10));
        assertThat(after(1_000, 1, 0)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void they_are_up_to_half_shorter() {
        assertThat(after(2, 60, 1)).isEqualTo(Duration.ofMinutes(2));
        assertThat(after(9, 60, 0.5)).isEqualTo(Duration.ofSeconds(450));
    }

    @Test
    void who_polls_seldom_is_not_asked_more_often_because_it_fails() {
        assertThat(after(0, 3_600, 0)).isEqualTo(Duration.ofHours(1));
        assertThat(after(7, 3_600, 0)).isEqualTo(Duration.ofHours(1));
    }
}
