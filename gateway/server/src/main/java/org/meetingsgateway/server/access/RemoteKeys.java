package org.meetingsgateway.server.access;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.auth.jwt.JWTAuth;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of another issuer, read from its JWK set and read again on a schedule, and when a token names a key that is
 * not known yet. While the issuer is away the last good keys stay in use.
 */
public final class RemoteKeys implements TokenKeys {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration SCHEDULE = Duration.ofMinutes(5);
    /** Between two attempts, whoever asks for them: strangers with invented key ids cannot make us a nuisance. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final URI url;
    private final JwksFetch fetch;
    private final Clock clock;
    private final AtomicReference<KeySet> keys = new AtomicReference<>(KeySet.empty());
    private final AtomicReference<@Nullable Future<Void>> reading = new AtomicReference<>();
    private final AtomicReference<Instant> lastAttempt = new AtomicReference<>(Instant.MIN);
    private final AtomicReference<@Nullable Long> timer = new AtomicReference<>();

    public RemoteKeys(Vertx vertx, URI url, Clock clock) {
        this(vertx, url, PATIENCE, clock);
    }

    RemoteKeys(Vertx vertx, URI url, Duration patience, Clock clock) {
        this.vertx = vertx;
        this.url = url;
        this.fetch = new JwksFetch(vertx, url, patience);
        this.clock = clock;
    }

    /** Reads the keys for the first time, and from then on by itself. Never fails: what is missing is tried again. */
    public Future<Void> start() {
        return read().otherwiseEmpty().onComplete(done -> schedule());
    }

    /** How many keys there are that can be used; fails where none can be read. Nothing is kept. */
    public Future<Integer> count() {
        return fetch.read().map(jwks -> KeySet.parse(vertx, jwks).size());
    }

    public Future<Void> close() {
        var scheduled = timer.getAndSet(null);
        if (scheduled != null) {
            vertx.cancelTimer(scheduled);
        }
        return fetch.close();
    }

    @Override
    public Future<Optional<JWTAuth>> find(String kid, String algorithm) {
        if (keys.get().knows(kid)) {
            return Future.succeededFuture(keys.get().find(kid, algorithm));
        }
        return readAgain().otherwiseEmpty().map(done -> {
            var now = keys.get();
            if (now.isEmpty()) {
                throw new Problem.Unavailable("The keys of the token issuer cannot be read", PAUSE);
            }
            return now.find(kid, algorithm);
        });
    }

    private Future<Void> readAgain() {
        var running = reading.get();
        if (running != null) {
            return Handover.here(vertx, running);
        }
        return clock.instant().isBefore(lastAttempt.get().plus(PAUSE)) ? Future.succeededFuture() : read();
    }

    private Future<Void> read() {
        var promise = Promise.<Void>promise();
        if (!reading.compareAndSet(null, promise.future())) {
            return readAgain();
        }
        lastAttempt.set(clock.instant());
        fetch.read()
                .map(jwks -> KeySet.parse(vertx, jwks))
                .onSuccess(keys::set)
                .onFailure(failure -> LOG.warn("The keys at {} could not be read: {}", url, failure.getMessage()))
                .onComplete((value, failure) -> {
                    reading.set(null);
                    promise.complete(null, failure);
                });
        return Handover.here(vertx, promise.future());
    }

    private void schedule() {
        var next = keys.get().isEmpty() ? PAUSE : SCHEDULE;
        timer.set(vertx.setTimer(
                next.toMillis(),
                id -> read().otherwiseEmpty().onComplete(done -> {
                    if (timer.get() != null) {
                        schedule();
                    }
                })));
    }
}
