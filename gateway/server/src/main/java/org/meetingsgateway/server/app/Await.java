package org.meetingsgateway.server.app;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a future on the main thread, before there is traffic and after it has ended. Never without a bound. */
final class Await {
    private Await() {}

    static <T> T within(Duration bound, Future<T> future) throws StartFailure {
        return within(bound, future.toCompletionStage().toCompletableFuture());
    }

    static <T> T within(Duration bound, CompletableFuture<T> future) throws StartFailure {
        try {
            return future.get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new StartFailure(
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()), e);
        } catch (TimeoutException e) {
            throw new StartFailure("It took longer than " + bound.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("It was interrupted", e);
        }
    }
}
