package org.meetingsgateway.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Unauthenticated.Reason;

/** Waits for futures on the test's own thread. */
public final class Outcome {
    private Outcome() {}

    public static <T> T of(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    public static Throwable failure(Future<?> future) throws InterruptedException, TimeoutException {
        try {
            future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return e.getCause();
        }
        throw new AssertionError("did not fail, but gave " + future.result());
    }

    public static void isRefused(Future<?> future, Reason reason) throws Exception {
        assertThat(failure(future))
                .isInstanceOfSatisfying(
                        Problem.Unauthenticated.class,
                        problem -> assertThat(problem.reason()).isEqualTo(reason));
    }
}
