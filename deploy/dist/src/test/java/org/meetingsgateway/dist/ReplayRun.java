package org.meetingsgateway.dist;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What several callers and whoever watches them share: how far they are, and whether one of them has failed. */
final class ReplayRun implements AutoCloseable {
    private record Goal(long answers, CompletableFuture<Void> reached) {}

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final CompletableFuture<Void> failed = new CompletableFuture<>();
    private final List<Goal> goals = new ArrayList<>();
    private long answers;
    private volatile boolean closing;

    /** Another task; if it fails, all fail. */
    CompletableFuture<Void> start(Runnable task) {
        return CompletableFuture.runAsync(() -> guarded(task), threads);
    }

    /** A task for later; if it fails, all fail. */
    void startAfter(long millis, Runnable task) {
        timers.schedule(() -> start(task), millis, TimeUnit.MILLISECONDS);
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            failed.completeExceptionally(e);
            throw e;
        }
    }

    synchronized void answered() {
        answers++;
        goals.removeIf(goal -> goal.answers <= answers && goal.reached.complete(null));
    }

    /** Is done when there were so many answers more. */
    synchronized CompletableFuture<Void> after(int more) {
        var reached = new CompletableFuture<Void>();
        goals.add(new Goal(answers + more, reached));
        return reached;
    }

    synchronized long answers() {
        return answers;
    }

    /** Waits for something, or for the first failure, which it throws. */
    void await(CompletableFuture<?> something) {
        try {
            CompletableFuture.anyOf(failed, something).get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("a client failed", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("nothing goes on after " + answers() + " answers", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for something as long as somebody who does not wait for long. */
    void awaitShortly(CompletableFuture<?> something) {
        try {
            CompletableFuture.anyOf(failed, something).get(1, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // long enough
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nothing new is to begin. */
    void closeSoon() {
        closing = true;
    }

    boolean isClosing() {
        return closing || failed.isDone();
    }

    @Override
    public void close() {
        timers.shutdownNow();
        threads.shutdownNow();
    }
}
