package org.meetingsgateway.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.server.limits.RateLimits.Window;
import org.meetingsgateway.wire.RateStatus;

class RefusalsTest {
    private static final Limited ANN = new Limited("desktop", "ann");
    private static final long NOW = 1_000_000_000L;

    private final AtomicLong nanos = new AtomicLong(7);
    private final Refusals refusals = new Refusals(10, nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void refuse() {
        refusals.remember(
                ANN,
                new Tally(
                        false,
                        NOW * 1_000_000,
                        List.of(
                                new Tally.Counted(new Window(480, 60), 30, 20_500_000),
                                new Tally.Counted(new Window(4_800, 3_600), 0, 100_000_000))));
    }

    @Test
    void a_refusal_is_told_again_with_the_time_that_is_left() {
        assertThat(refusals.of(ANN)).isNull();
        refuse();
        pass(Duration.ofSeconds(10));
        assertThat(refusals.of(ANN))
                .isEqualTo(new Admission(
                        false,
                        new RateStatus(List.of(
                                new RateStatus.Window(480, 60, 30, 11, NOW + 21),
                                new RateStatus.Window(4_800, 3_600, 0, 90, NOW + 100))),
                        Duration.ofSeconds(90)));
    }

    @Test
    void a_window_that_refuses_nothing_starts_anew_in_the_meantime() {
        refuse();
        pass(Duration.ofSeconds(90));
        var admission = refusals.of(ANN);
        assertThat(admission).isNotNull();
        assertThat(admission.status().windows().getFirst())
                .isEqualTo(new RateStatus.Window(480, 60, 480, 51, NOW + 141));
    }

    @Test
    void it_is_forgotten_when_every_window_that_refused_starts_anew() {
        refuse();
        pass(Duration.ofSeconds(100));
        assertThat(refusals.of(ANN)).isNull();
    }
}
