package org.meetingsgateway.server.limits;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.redis.client.impl.types.ErrorType;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.meetingsgateway.server.metrics.LimitMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether limits are shared at the moment. When half of the latest questions had no answer nobody asks any more, so that an
 * outage costs no request its time; a probe finds out when it is over.
 */
final class Sharing {
    private static final Logger LOG = LoggerFactory.getLogger(Sharing.class);

    private static final int LATEST = 20;
    static final int ENOUGH = 5;
    private static final float HALF = 50;

    private final String where;
    private final LimitMetrics metrics;
    /** Only ever opened by what fails, and closed by a probe. */
    private final CircuitBreaker breaker;
    /** So that what is so from the start is told as well, once. */
    private final AtomicBoolean toldAlone = new AtomicBoolean();

    /** @param where as logs name it */
    Sharing(String where, LimitMetrics metrics) {
        this.where = where;
        this.metrics = metrics;
        this.breaker = CircuitBreaker.of(
                "limits",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(LATEST)
                        .minimumNumberOfCalls(ENOUGH)
                        .failureRateThreshold(HALF)
                        .waitDurationInOpenState(Duration.ofDays(1))
                        .build());
        breaker.transitionToOpenState();
        metrics.whether(this::isShared);
    }

    boolean isShared() {
        return breaker.getState() == State.CLOSED;
    }

    /** Redis answered a request. */
    void answered() {
        if (isShared()) {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        }
    }

    /** It did not, or with nothing of use. */
    void failed(Throwable failure) {
        count(failure);
        if (isShared()) {
            breaker.onError(0, TimeUnit.NANOSECONDS, failure);
            if (isShared()) {
                return;
            }
        }
        if (toldAlone.compareAndSet(false, true)) {
            LOG.warn(
                    "Limits are counted by this replica alone until Redis at {} answers again: {}",
                    where,
                    reason(failure));
        }
    }

    /** A probe was answered: from now on Redis is asked. */
    void probed() {
        if (isShared()) {
            answered();
            return;
        }
        breaker.transitionToClosedState();
        toldAlone.set(false);
        LOG.info("Limits are shared through Redis at {}", where);
    }

    private void count(Throwable failure) {
        switch (failure) {
            case TimeoutException late -> metrics.timedOut();
            case ErrorType error -> metrics.refused();
            case ConnectionPoolTooBusyException full -> metrics.busy();
            default -> metrics.unreachable();
        }
    }

    /** Redis' own errors say what is wrong, and hold no secret. */
    static String reason(Throwable failure) {
        return switch (failure) {
            case TimeoutException late -> "it does not answer in time";
            case ErrorType error -> String.valueOf(error.getMessage());
            default ->
                Objects.requireNonNullElse(
                        failure.getMessage(), failure.getClass().getSimpleName());
        };
    }
}
