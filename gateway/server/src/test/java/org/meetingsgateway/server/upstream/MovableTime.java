package org.meetingsgateway.server.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/** Time that passes when a test says so, in which what is due happens in its order. */
final class MovableTime implements Time {
    private record Due(long at, long number, Runnable action) {}

    /** Begins shortly before it overflows, as the system's may. */
    private static final long START = Long.MAX_VALUE - Duration.ofSeconds(7).toNanos();

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
    private long passed;
    private long number;

    @Override
    public long nanos() {
        return START + passed;
    }

    Duration passed() {
        return Duration.ofNanos(passed);
    }

    @Override
    public void after(Duration pause, Runnable action) {
        due.add(new Due(passed + Math.max(0, pause.toNanos()), number++, action));
    }

    void pass(Duration time) {
        long end = passed + time.toNanos();
        for (var next = due.peek(); next != null && next.at() <= end; next = due.peek()) {
            due.poll();
            passed = next.at();
            next.action().run();
        }
        passed = end;
    }

    /** The same time for one who is late. */
    Time late(Supplier<Duration> lateness) {
        return new Time() {
            @Override
            public long nanos() {
                return MovableTime.this.nanos();
            }

            @Override
            public void after(Duration pause, Runnable action) {
                MovableTime.this.after(pause.plus(lateness.get()), action);
            }
        };
    }

    /** The same time of day. */
    Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return Instant.parse("2026-01-01T00:00:00Z").plusNanos(passed);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }
}
