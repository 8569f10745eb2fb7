package org.meetingsgateway.server.sync;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.server.tracing.Tracing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the connections that are due, a bounded number of them at once. Those that wait for their accounts are not counted
 * among those that work: slow accounts, however many, take nothing from the others.
 */
public final class Runner {
    /** How long a lease lasts that nobody renews. */
    public static final Duration LEASE = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
    private static final long TICK_MS = 500;
    private static final long RENEW_MS = LEASE.toMillis() / 3;

    /** So many work at once, or a few more where several have waited. */
    private static final int AT_ONCE = 16;

    /** So many have a turn, those that wait included. */
    static final int MOST = 512;

    /** Whoever has not heard of its account for that long waits. */
    private static final Duration WAITS = Duration.ofSeconds(1);

    /** When all turns are taken, those end that last for longer; they go on where they were when the others had theirs. */
    private static final Duration LONG = Duration.ofMinutes(10);

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
    private final int most;
    private final Set<Turn> turns = new HashSet<>();
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
        this(vertx, leases, accounts, unsettled, metrics, tracing, clock, MOST);
    }

    /** @param most how many have a turn at once */
    Runner(
            Vertx vertx,
            Leases leases,
            Accounts accounts,
            Unsettled unsettled,
            Metrics metrics,
            Tracing tracing,
            Clock clock,
            int most) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.leases = leases;
        this.accounts = accounts;
        this.unsettled = unsettled;
        this.metrics = metrics;
        this.tracing = tracing;
        this.clock = clock;
        this.most = most;
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
            leases.release(jobs(turns)).onComplete(stopped);
        });
        return stopped.future();
    }

    private static List<Job> jobs(Collection<Turn> turns) {
        return turns.stream().map(Turn::job).toList();
    }

    /** What an operator changed, paused or deleted has its effect now, whatever is waited for. */
    private void renew() {
        if (turns.isEmpty() || isStopped) {
            return;
        }
        var renewed = List.copyOf(turns);
        leases.renew(jobs(renewed))
                .onFailure(failure -> LOG.warn("leases of connections could not be renewed", failure))
                .onSuccess(ours -> renewed.stream()
                        .filter(turn -> !ours.contains(turn.job()))
                        .forEach(turn -> turn.end(false)));
    }

    private void take() {
        if (isTaking || isStopped) {
            return;
        }
        long working = turns.stream().filter(turn -> !turn.waits(WAITS)).count();
        int free = (int) Math.min(AT_ONCE - working, most - turns.size());
        if (turns.size() >= most) {
            makeRoom();
        }
        if (free <= 0) {
            return;
        }
        isTaking = true;
        leases.take(clock.instant(), free)
                .onComplete(done -> isTaking = false)
                .onFailure(failure -> LOG.warn("connections that are due could not be taken", failure))
                .onSuccess(jobs -> {
                    if (!isStopped) {
                        jobs.forEach(this::run);
                    }
                });
    }

    /** One at a time: the one that lasts longest. */
    private void makeRoom() {
        turns.stream()
                .filter(turn -> turn.isLong(LONG))
                .min(Comparator.comparing(Turn::start))
                .ifPresent(turn -> turn.end(true));
    }

    private void run(Job job) {
        var mirror = leases.mirror(job);
        var turn = new Turn(job, clock);
        turns.add(turn);
        tracing.job("mirror run", about(job), () -> opened(turn, mirror))
                .recover(failure -> {
                    if (failure instanceof Lost && turn.goesOn()) {
                        accounts.letGo(job);
                        return mirror.stopped(clock.instant());
                    }
                    if (failure instanceof Lost) {
                        accounts.letGo(job);
                        return leases.release(List.of(job));
                    }
                    var pause = backoff(job).after(job.position().failedRuns());
                    return mirror.failed(clock.instant().plus(pause)).transform(tried -> Future.failedFuture(failure));
                })
                .onFailure(failure -> LOG.warn("connection {} could not be run", job.connectionId(), failure))
                .onComplete(done -> turns.remove(turn));
    }

    private static Map<String, String> about(Job job) {
        return Map.of(
                "gateway.style",
                job.style(),
                "gateway.connection_id",
                job.connectionId().toString());
    }

    private Future<Void> opened(Turn turn, Mirror mirror) {
        var job = turn.job();
        try {
            var account = accounts.open(job, turn::through);
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
