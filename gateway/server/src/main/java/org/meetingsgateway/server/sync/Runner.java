package org.meetingsgateway.server.sync;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.server.tracing.Tracing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the connections that are due, a bounded number of them at once. */
public final class Runner {
    /** How long a lease lasts that nobody renews. */
    public static final Duration LEASE = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
    private static final long TICK_MS = 500;
    private static final long RENEW_MS = LEASE.toMillis() / 3;
    private static final int AT_ONCE = 16;
    private static final Duration CLOSED = Duration.ofMinutes(10);

    private final Vertx vertx;

    /** Everything happens on one event loop. */
    private final Context context;

    private final Leases leases;
    private final Accounts accounts;
    private final Unsettled unsettled;
    private final Metrics metrics;
    private final Tracing tracing;
    private final Clock clock;
    private final Set<Job> running = new HashSet<>();
    private boolean isTaking;
    private boolean isStopped;

    public Runner(
            Vertx vertx,
            Leases leases,
            Accounts accounts,
            Unsettled unsettled,
            Metrics metrics,
            Tracing tracing,
            Clock clock) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.leases = leases;
        this.accounts = accounts;
        this.unsettled = unsettled;
        this.metrics = metrics;
        this.tracing = tracing;
        this.clock = clock;
    }

    public void start() {
        context.runOnContext(here -> {
            vertx.setPeriodic(TICK_MS, timer -> take());
            vertx.setPeriodic(RENEW_MS, timer -> renew());
        });
    }

    /** What is being run is gone on with by the next one who takes it. */
    public Future<Void> stop() {
        var stopped = Promise.<Void>promise();
        context.runOnContext(here -> {
            isStopped = true;
            leases.release(List.copyOf(running)).onComplete(stopped);
        });
        return stopped.future();
    }

    private void renew() {
        if (!running.isEmpty() && !isStopped) {
            leases.renew(List.copyOf(running))
                    .onFailure(failure -> LOG.warn("leases of connections could not be renewed", failure));
        }
    }

    private void take() {
        if (isTaking || isStopped || running.size() >= AT_ONCE) {
            return;
        }
        isTaking = true;
        leases.take(clock.instant(), AT_ONCE - running.size())
                .onComplete(done -> isTaking = false)
                .onFailure(failure -> LOG.warn("connections that are due could not be taken", failure))
                .onSuccess(jobs -> {
                    if (!isStopped) {
                        jobs.forEach(this::run);
                    }
                });
    }

    private void run(Job job) {
        var mirror = leases.mirror(job);
        running.add(job);
        tracing.job("mirror run", about(job), () -> opened(job, mirror))
                .recover(failure -> {
                    if (failure instanceof Lost) {
                        accounts.letGo(job);
                        return leases.release(List.of(job));
                    }
                    var pause = backoff(job).after(job.position().failedRuns());
                    return mirror.failed(clock.instant().plus(pause)).transform(tried -> Future.failedFuture(failure));
                })
                .onFailure(failure -> LOG.warn("connection {} could not be run", job.connectionId(), failure))
                .onComplete(done -> running.remove(job));
    }

    private static Map<String, String> about(Job job) {
        return Map.of(
                "gateway.style",
                job.style(),
                "gateway.connection_id",
                job.connectionId().toString());
    }

    private Future<Void> opened(Job job, Mirror mirror) {
        try {
            var account = accounts.open(job);
            var measured = metrics.sync(job.style(), Mirror.Outcome.CODES);
            return new Run(job, account, mirror, unsettled, measured, backoff(job), clock).run();
        } catch (Accounts.Closed e) {
            return mirror.open(e.issue())
                    .compose(told -> mirror.failed(clock.instant().plus(CLOSED)));
        }
    }

    private static Backoff backoff(Job job) {
        return new Backoff(job.poll(), () -> ThreadLocalRandom.current().nextDouble());
    }
}
