package org.meetingsgateway.server.upstream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.meetingsgateway.server.upstream.NoResponse.Reason;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireRequest;
import org.meetingsgateway.wire.WireResponse;

/**
 * An exchange that leaves an upstream alone for a while when half of the latest requests failed: they had no response, or a
 * 5xx. Then a few are let through, and tell whether it goes on.
 */
public final class CircuitBreaking implements Exchange {
    /** How long it is left alone. */
    public static final Duration PAUSE = Duration.ofSeconds(10);

    static final int LATEST = 20;
    static final int ENOUGH = 5;
    static final int TRIALS = 2;

    private static final float HALF = 50;

    /** Nothing that the upstream did. */
    private static final Set<Reason> OURS = Set.of(Reason.BUSY, Reason.FORBIDDEN_ADDRESS);

    private final Exchange exchange;
    private final CircuitBreaker breaker;

    public CircuitBreaking(Exchange exchange, Clock clock) {
        this.exchange = exchange;
        this.breaker = CircuitBreaker.of(
                "upstream",
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                        .slidingWindowSize(LATEST)
                        .minimumNumberOfCalls(ENOUGH)
                        .failureRateThreshold(HALF)
                        .waitDurationInOpenState(PAUSE)
                        .permittedNumberOfCallsInHalfOpenState(TRIALS)
                        .recordResult(response -> ((WireResponse) response).status() >= 500)
                        .ignoreException(failure -> failure instanceof NoResponse none && OURS.contains(none.reason()))
                        .build());
    }

    @Override
    public Future<WireResponse.Bytes> send(WireRequest request) {
        if (!breaker.tryAcquirePermission()) {
            return Future.failedFuture(new NoResponse(Reason.BREAKER_OPEN, null));
        }
        long start = breaker.getCurrentTimestamp();
        return exchange.send(request)
                .onSuccess(response -> breaker.onResult(since(start), breaker.getTimestampUnit(), response))
                .onFailure(failure -> breaker.onError(since(start), breaker.getTimestampUnit(), failure));
    }

    /** {@code closed}, {@code open} or {@code half_open}. */
    public String state() {
        return breaker.getState().name().toLowerCase(Locale.ROOT);
    }

    private long since(long start) {
        return Math.max(0, breaker.getCurrentTimestamp() - start);
    }
}
