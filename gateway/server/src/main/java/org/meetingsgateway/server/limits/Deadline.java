package org.meetingsgateway.server.limits;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for others, and does not blame them for what is our own: a timer that is late itself says that this process stood
 * still, and what came in the meantime is still to be read. Then it waits once more.
 */
final class Deadline {
    private static final class Late extends TimeoutException {
        private static final long serialVersionUID = 1;

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }

    private final Vertx vertx;
    private final long millis;

    Deadline(Vertx vertx, Duration patience) {
        this.vertx = vertx;
        this.millis = patience.toMillis();
    }

    /** Fails with a {@link TimeoutException}. */
    <T> Future<T> within(Future<T> answer) {
        if (answer.isComplete()) {
            return answer;
        }
        var first = Promise.<T>promise();
        long[] timer = {0};
        timer[0] = await(timer, first, true);
        answer.onComplete((value, failure) -> {
            boolean inTime = failure == null ? first.tryComplete(value) : first.tryFail(failure);
            if (inTime) {
                vertx.cancelTimer(timer[0]);
            }
        });
        return first.future();
    }

    private <T> long await(long[] timer, Promise<T> first, boolean again) {
        long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        return vertx.setTimer(millis, fired -> {
            long late = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - due);
            if (again && late > millis / 4) {
                timer[0] = await(timer, first, false);
            } else {
                first.tryFail(new Late());
            }
        });
    }
}
