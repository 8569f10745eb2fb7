package org.meetingsgateway.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.meetingsgateway.remote.Quota;

class MeterPropertyTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong(-5 * SECOND); // a clock of nanoseconds begins anywhere
    private final List<Long> moments = new ArrayList<>();

    private Meter meter(int requests, int seconds) {
        return new Meter(
                new Quota(requests, seconds),
                now::get,
                Clock.fixed(Instant.parse("2026-05-08T09:00:00Z"), ZoneOffset.UTC));
    }

    /** By the definition: in every stretch that ends with a request, which one of the fullest does. */
    private long most(long window) {
        return moments.stream()
                .mapToLong(end -> moments.stream()
                        .filter(moment -> moment <= end && moment > end - window)
                        .count())
                .max()
                .orElse(0);
    }

    @Property
    void the_most_in_any_stretch_is_counted(
            @ForAll @Size(max = 200) List<@LongRange(min = 0, max = 2 * SECOND) Long> pauses,
            @ForAll @IntRange(min = 1, max = 20) int requests,
            @ForAll @IntRange(min = 1, max = 5) int seconds) {
        var meter = meter(requests, seconds);
        moments.clear();
        long over = 0;
        for (long pause : pauses) {
            moments.add(now.addAndGet(pause));
            long before = moments.stream()
                    .filter(moment -> moment > now.get() - seconds * SECOND)
                    .count();
            var reading = meter.came();
            assertThat(reading.retryAfter() != null).isEqualTo(before > requests);
            over += before > requests ? 1 : 0;
        }
        assertThat(meter.counted(0)).isEqualTo(new Counted(pauses.size(), most(seconds * SECOND), over, 0));
    }

    @Property
    void who_comes_when_it_was_told_to_is_served(
            @ForAll @Size(max = 100) List<@LongRange(min = 0, max = SECOND) Long> pauses,
            @ForAll @IntRange(min = 1, max = 20) int requests,
            @ForAll @IntRange(min = 1, max = 5) int seconds) {
        var meter = meter(requests, seconds);
        for (long pause : pauses) {
            now.addAndGet(pause);
            var told = meter.came().retryAfter();
            if (told != null) {
                now.addAndGet(told.toNanos());
                assertThat(meter.came().retryAfter()).isNull();
            }
        }
    }

    @Property
    void what_is_left_is_told(@ForAll @IntRange(min = 1, max = 30) int requests) {
        var meter = meter(requests, 60);
        for (int left = requests - 1; left >= 0; left--) {
            var window = meter.came().rate().windows().getFirst();
            assertThat(window.remaining()).isEqualTo(left);
            assertThat(window.limit()).isEqualTo(requests);
        }
        assertThat(meter.came().rate().windows().getFirst().remaining()).isZero();
    }
}
