package org.meetingsgateway.drill;

import java.io.IOException;
import java.time.Duration;

/** Looks from outside at how a gateway is. */
final class Callers {
    private static final Duration SETTLING = Duration.ofSeconds(30);

    private Callers() {}

    /** Some condition, within a time. */
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /** Returns whether it came to that in time. */
    static boolean await(Duration patience, Condition condition) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (condition.holds()) {
                    return true;
                }
            } catch (IOException e) {
                // not yet
            }
            Thread.sleep(50);
        }
        return false;
    }

    /** How many requests are still in flight when they should not be. */
    static long settled(Replica gateway) throws IOException, InterruptedException {
        var management = new Api(gateway.management(), "");
        await(SETTLING, () -> management.metric("gateway_requests_in_flight") == 0);
        return (long) management.metric("gateway_requests_in_flight");
    }
}
