package org.meetingsgateway.server.app;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.meetingsgateway.server.config.Logging;

/**
 * How the process ends, whether by a signal, which may come at any moment, or by itself. The JVM would end with 128 + 15
 * after a SIGTERM; an orderly stop is a success.
 */
final class Shutdown {
    private static final int FAILED = 1;

    /** How long a start may take to notice that it is not wanted any more. */
    private static final Duration START = Duration.ofSeconds(25);

    /** Whatever does not stop, the process is over within 45 s after it took its last request. */
    private static final Duration WHOLE = Duration.ofSeconds(43);

    /** Empty when there is nothing to stop any more. */
    private final CompletableFuture<Optional<Gateway>> started = new CompletableFuture<>();

    private volatile boolean begun;
    private volatile int code;

    private Shutdown() {}

    /** @param notice how long requests are still taken after the signal */
    static Shutdown installed(PrintStream out, Duration notice) {
        var shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            int code = CompletableFuture.supplyAsync(shutdown::end)
                    .completeOnTimeout(FAILED, WHOLE.plus(notice).toSeconds(), TimeUnit.SECONDS)
                    .join();
            out.flush();
            Logging.stop();
            Runtime.getRuntime().halt(code);
        }));
        return shutdown;
    }

    /** Whether the process is ending; its hooks may not be running yet. */
    boolean begun() {
        return begun || isEnding();
    }

    /** Java says it to whoever would add a hook. */
    private static boolean isEnding() {
        var hook = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** The start is over: this is to be stopped at the end. */
    void serves(Gateway gateway) {
        started.complete(Optional.of(gateway));
    }

    /** Something that was needed was not there; returns the exit code, unless a signal was first. */
    int failed() {
        if (!begun()) {
            code = FAILED;
        }
        started.complete(Optional.empty());
        return FAILED;
    }

    private int end() {
        begun = true;
        try {
            var gateway = started.get(START.toMillis(), TimeUnit.MILLISECONDS);
            boolean orderly = gateway.map(Gateway::stop).orElse(true);
            return orderly ? code : FAILED;
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            return FAILED;
        }
    }
}
