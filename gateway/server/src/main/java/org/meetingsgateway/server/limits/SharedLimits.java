package org.meetingsgateway.server.limits;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.meetingsgateway.server.config.Redis;
import org.meetingsgateway.server.metrics.LimitMetrics;
import org.meetingsgateway.wire.RateStatus;

/**
 * The limits of {@link RateLimits}, counted for all replicas together in a Redis: with the same windows, which begin with
 * the credential's first request wherever it came. What Redis does not decide in time the replica decides by its own count,
 * which is kept all along: so nobody has a fresh allowance because Redis went away.
 */
public final class SharedLimits implements Limiter {
    private static final long PROBE_MILLIS = 1_000;
    /** The first TLS handshake of a process takes long on a busy machine, and a check has just one. */
    private static final Duration CHECK = Duration.ofSeconds(6);

    private final Vertx vertx;
    private final RateLimits local;
    private final RedisCounts counts;
    private final Sharing sharing;
    private final Refusals refusals;
    private final LimitMetrics metrics;
    private final LongSupplier nanoClock;
    private final long patienceNanos;

    /**
     * @param local which limits there are; counts for this replica
     * @param maximumCredentials whose refusals are remembered
     * @param nanoClock a monotonic clock: {@code System::nanoTime}
     */
    public SharedLimits(
            Vertx vertx,
            Redis redis,
            RateLimits local,
            long maximumCredentials,
            LongSupplier nanoClock,
            LimitMetrics metrics) {
        this.vertx = vertx;
        this.local = local;
        this.metrics = metrics;
        this.nanoClock = nanoClock;
        this.patienceNanos = redis.timeout().toNanos();
        this.counts = new RedisCounts(vertx, redis);
        this.sharing = new Sharing(redis.url(), metrics);
        this.refusals = new Refusals(maximumCredentials, nanoClock);
    }

    /** Whether limits can be counted there: fails with what is wrong, and never with a secret. */
    public static Future<Void> check(Vertx vertx, Redis redis) {
        return new RedisCounts(vertx, redis)
                .probe(CHECK)
                .recover(failure -> Future.failedFuture(new IOException(Sharing.reason(failure), failure)));
    }

    /** Is done when it is known whether they are shared; from then on it is found out again every second. */
    public Future<Void> start() {
        return counts.probe()
                .onSuccess(answered -> sharing.probed())
                .onFailure(sharing::failed)
                .otherwiseEmpty()
                .onComplete(known -> vertx.setPeriodic(PROBE_MILLIS, timer -> probe()));
    }

    private void probe() {
        long asked = nanoClock.getAsLong();
        counts.probe()
                .onSuccess(answered -> {
                    if (nanoClock.getAsLong() - asked <= patienceNanos) {
                        sharing.probed();
                    }
                })
                .onFailure(failure -> {
                    sharing.failed(failure);
                    if (!sharing.isShared()) {
                        counts.reconnect();
                    }
                });
    }

    @Override
    public Future<Admission> ask(String limit, String credentialId) {
        var windows = local.windows(limit);
        if (windows.isEmpty()) {
            return Future.succeededFuture(RateLimits.UNLIMITED);
        }
        var key = new Limited(limit, credentialId);
        var refused = refusals.of(key);
        if (refused != null) {
            metrics.remembered();
            return Future.succeededFuture(refused);
        }
        if (!sharing.isShared()) {
            return Future.succeededFuture(locally(key));
        }
        return counts.count(key, windows).map(tally -> decided(key, tally)).otherwise(failure -> {
            sharing.failed(failure);
            return locally(key);
        });
    }

    private Admission decided(Limited key, Tally tally) {
        sharing.answered();
        metrics.shared();
        if (tally.admitted()) {
            local.admit(key.limit(), key.credentialId());
        } else {
            refusals.remember(key, tally);
        }
        return tally.admission();
    }

    private Admission locally(Limited key) {
        metrics.local();
        return local.admit(key.limit(), key.credentialId());
    }

    @Override
    public RateStatus unused(String limit) {
        return local.unused(limit);
    }
}
