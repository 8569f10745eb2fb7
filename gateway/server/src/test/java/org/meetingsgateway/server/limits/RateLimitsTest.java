package org.meetingsgateway.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.server.limits.RateLimits.Window;
import org.meetingsgateway.wire.RateStatus;

class RateLimitsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicLong nanos = new AtomicLong(7);

    private RateLimits limits(Window... windows) {
        return new RateLimits(
                Map.of("meetlog", List.of(windows)), 1000, nanos::get, Clock.fixed(START, ZoneOffset.UTC));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void a_window_admits_exactly_its_number_of_requests() {
        var limits = limits(new Window(60, 60));

        var admitted = IntStream.range(0, 100)
                .filter(i -> limits.admit("meetlog", "a").admitted())
                .count();

        assertThat(admitted).isEqualTo(60);
    }

    @Test
    void what_is_unused_is_all_of_it_and_starts_anew_a_window_from_now() {
        var limits = limits(new Window(3, 600), new Window(1, 60));
        long now = START.getEpochSecond();
        for (int i = 0; i < 5; i++) {
            assertThat(limits.unused("meetlog").windows())
                    .containsExactly(
                            new RateStatus.Window(3, 600, 3, 600, now + 600),
                            new RateStatus.Window(1, 60, 1, 60, now + 60));
        }
        assertThat(limits.admit("meetlog", "a").admitted()).isTrue();
        assertThat(limits.unused("canonical").windows()).isEmpty();
    }

    @Test
    void credentials_and_surfaces_are_counted_apart() {
        var one = List.of(new Window(1, 60));
        var limits = new RateLimits(
                Map.of("meetlog", one, "canonical", one), 1000, nanos::get, Clock.fixed(START, ZoneOffset.UTC));
        limits.admit("meetlog", "a");

        assertThat(limits.admit("meetlog", "b").admitted()).isTrue();
        assertThat(limits.admit("canonical", "a").admitted()).isTrue();
        assertThat(limits.admit("meetlog", "a").admitted()).isFalse();
    }

    @Test
    void a_surface_without_limits_admits_everything_and_has_no_windows() {
        var admission = limits(new Window(1, 1)).admit("admin", "a");

        assertThat(admission).isEqualTo(new Admission(true, new RateStatus(List.of()), Duration.ZERO));
    }

    @Test
    void a_window_starts_at_the_first_request_and_not_at_a_round_time() {
        var limits = limits(new Window(1, 60));
        pass(Duration.ofSeconds(50));
        limits.admit("meetlog", "a");

        pass(Duration.ofSeconds(59));
        assertThat(limits.admit("meetlog", "a").admitted()).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(limits.admit("meetlog", "a").admitted()).isTrue();
    }

    @Test
    void what_is_left_and_the_reset_are_told() {
        var limits = limits(new Window(3, 60));
        limits.admit("meetlog", "a");
        pass(Duration.ofMillis(10_500));

        var admission = limits.admit("meetlog", "a");

        assertThat(admission.status().windows())
                .containsExactly(new RateStatus.Window(3, 60, 1, 50, START.getEpochSecond() + 50));
    }

    @Test
    void a_refusal_says_how_long_to_wait_for_every_exhausted_window() {
        var limits = limits(new Window(1, 60), new Window(1, 3600));
        limits.admit("meetlog", "a");
        pass(Duration.ofSeconds(10));

        var admission = limits.admit("meetlog", "a");

        assertThat(admission.admitted()).isFalse();
        assertThat(admission.retryAfter()).isEqualTo(Duration.ofSeconds(3590));
    }

    @Test
    void a_request_that_one_window_refuses_counts_in_no_other() {
        var limits = limits(new Window(10, 3600), new Window(2, 60));
        for (int i = 0; i < 5; i++) {
            limits.admit("meetlog", "a");
        }

        var status = limits.admit("meetlog", "a").status();

        assertThat(status.windows()).extracting(RateStatus.Window::remaining).containsExactly(8L, 0L);
    }

    @Test
    void what_was_given_back_is_not_carried_into_the_next_cycle() {
        var limits = limits(new Window(3, 60), new Window(2, 3600));
        for (int i = 0; i < 5; i++) {
            limits.admit("meetlog", "a");
        }
        pass(Duration.ofSeconds(60));

        var status = limits.admit("meetlog", "a").status();

        assertThat(status.windows()).extracting(RateStatus.Window::remaining).containsExactly(3L, 0L);
    }

    @Test
    void a_credential_that_was_idle_for_two_windows_starts_anew() {
        var limits = limits(new Window(1, 10));
        limits.admit("meetlog", "a");
        pass(Duration.ofSeconds(25));
        limits.admit("meetlog", "a");
        pass(Duration.ofSeconds(9));

        assertThat(limits.admit("meetlog", "a").admitted()).isFalse();
    }

    @Test
    void many_threads_together_get_exactly_the_smallest_window() throws Exception {
        var limits = limits(new Window(500, 3600), new Window(300, 60));
        Callable<Long> client = () -> IntStream.range(0, 400)
                .filter(i -> limits.admit("meetlog", "a").admitted())
                .count();

        long admitted = 0;
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var each : threads.invokeAll(List.of(client, client, client, client))) {
                admitted += each.get();
            }
        }

        assertThat(admitted).isEqualTo(300);
        assertThat(limits.admit("meetlog", "a").status().windows())
                .extracting(RateStatus.Window::remaining)
                .containsExactly(200L, 0L);
    }

    @Test
    void a_window_without_requests_or_length_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Window(0, 1)).withMessage("0 requests in 1 s");
        assertThatIllegalArgumentException().isThrownBy(() -> new Window(1, 0)).withMessage("1 requests in 0 s");
    }

    /** The model: per window a count that starts anew at each multiple of its length since the first request. */
    @Property(tries = 200)
    void any_two_windows_admit_what_counting_by_hand_admits(
            @ForAll @IntRange(min = 1, max = 8) int shortLimit,
            @ForAll @IntRange(min = 1, max = 20) int longLimit,
            @ForAll @Size(min = 1, max = 80) List<@IntRange(min = 0, max = 6) Integer> pauses) {
        nanos.set(7);
        var limits = limits(new Window(longLimit, 30), new Window(shortLimit, 5));
        limits.admit("meetlog", "a");
        long second = 0;
        long[] cycle = {0, 0};
        int[] used = {1, 1};
        int[] limit = {longLimit, shortLimit};
        for (int pause : pauses) {
            pass(Duration.ofSeconds(pause));
            second += pause;
            long[] now = {second / 30, second / 5};
            for (int w = 0; w < 2; w++) {
                used[w] = now[w] == cycle[w] ? used[w] : 0;
                cycle[w] = now[w];
            }
            boolean expected = used[0] < limit[0] && used[1] < limit[1];
            if (expected) {
                used[0]++;
                used[1]++;
            }

            var admission = limits.admit("meetlog", "a");

            assertThat(admission.admitted()).isEqualTo(expected);
            assertThat(admission.status().windows())
                    .extracting(RateStatus.Window::remaining)
                    .containsExactly((long) (limit[0] - used[0]), (long) (limit[1] - used[1]));
        }
    }
}
