package org.meetingsgateway.drill;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What came of requests. One thread at a time. */
final class Answers {
    private static final long LONGEST = 120_000_000_000L;

    private final Histogram served = new Histogram(LONGEST, 3);
    private final Histogram shed = new Histogram(LONGEST, 3);
    private final Map<Integer, Long> byStatus = new TreeMap<>();
    private long shedWithoutRetryAfter;
    private long broken;
    private long unsent;
    private long unanswered;
    private double seconds;

    void answered(int status, boolean retryAfter, long nanos) {
        byStatus.merge(status, 1L, Long::sum);
        if (status < 300) {
            served.recordValue(Math.min(nanos, LONGEST));
        } else if (status == 503) {
            shed.recordValue(Math.min(nanos, LONGEST));
            shedWithoutRetryAfter += retryAfter ? 0 : 1;
        }
    }

    /** A connection ended before its answer was whole. */
    void broke() {
        broken++;
    }

    /** A request was due, and there was no connection left to send it on. */
    void notSent() {
        unsent++;
    }

    void over(double duration, long stillOpen) {
        seconds = duration;
        unanswered = stillOpen;
    }

    long served() {
        return served.getTotalCount();
    }

    double servedPerSecond() {
        return served() / seconds;
    }

    double servedMillis(double percentile) {
        return served.getValueAtPercentile(percentile) / 1e6;
    }

    long shed() {
        return shed.getTotalCount();
    }

    double shedMillis(double percentile) {
        return shed.getValueAtPercentile(percentile) / 1e6;
    }

    long shedWithoutRetryAfter() {
        return shedWithoutRetryAfter;
    }

    long status(int status) {
        return byStatus.getOrDefault(status, 0L);
    }

    /** Answers that are neither a success nor a 503. */
    long others() {
        return byStatus.entrySet().stream()
                .filter(each -> each.getKey() >= 300 && each.getKey() != 503)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    long broken() {
        return broken;
    }

    long unsent() {
        return unsent;
    }

    /** Requests without an answer long after the last one was sent. */
    long unanswered() {
        return unanswered;
    }

    /** All that is not a success. */
    long failed() {
        return shed() + others() + broken + unanswered;
    }

    @Override
    public String toString() {
        return "%s broken=%d unsent=%d unanswered=%d p50=%.0f ms p99=%.0f ms, 503 p50=%.0f ms p99=%.0f ms"
                .formatted(
                        byStatus,
                        broken,
                        unsent,
                        unanswered,
                        servedMillis(50),
                        servedMillis(99),
                        shedMillis(50),
                        shedMillis(99));
    }
}
