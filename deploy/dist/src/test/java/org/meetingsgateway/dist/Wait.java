package org.meetingsgateway.dist;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waits for conditions, which ask the gateway again and again. */
final class Wait {
    /** It is only there so that a failure ends. */
    private static final Duration BOUND = Duration.ofSeconds(40);

    private static final Duration LONG_BOUND = BOUND.multipliedBy(4);

    /** Whoever waits leaves the processor to what is waited for. */
    private static final Duration INTERVAL = Duration.ofMillis(10);

    private Wait() {}

    /** Until there is nothing more of it, which may take its time. */
    static void untilNone(String what, Supplier<List<String>> rest) {
        var left = new AtomicReference<List<String>>(List.of());
        try {
            untilLong(what, () -> {
                left.set(rest.get());
                return left.get().isEmpty();
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(what + ": " + left.get(), e);
        }
    }

    /** As {@link #until}, for what may take its time. */
    static void untilLong(String what, BooleanSupplier condition) {
        until(what, LONG_BOUND, condition);
    }

    static void until(String what, BooleanSupplier condition) {
        until(what, BOUND, condition);
    }

    private static void until(String what, Duration bound, BooleanSupplier condition) {
        Awaitility.await(what)
                .dontCatchUncaughtExceptions()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(INTERVAL)
                .atMost(bound)
                .until(condition::getAsBoolean);
    }
}
