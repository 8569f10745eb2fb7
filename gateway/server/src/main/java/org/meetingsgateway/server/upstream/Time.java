package org.meetingsgateway.server.upstream;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Time that passes, of which only differences are known. */
interface Time {
    long nanos();

    /** Never too early. */
    void after(Duration pause, Runnable action);

    static Time of(Vertx vertx) {
        return new Time() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void after(Duration pause, Runnable action) {
                long millis = pause.plusNanos(999_999).toMillis();
                if (millis <= 0) {
                    action.run();
                } else {
                    vertx.setTimer(millis, timer -> action.run());
                }
            }
        };
    }
}
