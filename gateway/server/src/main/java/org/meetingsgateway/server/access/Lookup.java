package org.meetingsgateway.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Answers of the store that are asked for with every request, remembered for a few seconds in a bounded cache. Requests
 * that miss for the same key at the same time share one question. Safe on any event loop.
 *
 * @param <K> compares by value
 */
final class Lookup<K, V> {
    static final Duration FOUND = Duration.ofSeconds(5);
    static final Duration NOT_FOUND = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Function<K, Future<Optional<V>>> question;
    private final Cache<K, Optional<V>> answers;
    private final ConcurrentMap<K, Future<Optional<V>>> asked = new ConcurrentHashMap<>();

    Lookup(Vertx vertx, long maximumSize, Function<K, Future<Optional<V>>> question) {
        this.vertx = vertx;
        this.question = question;
        this.answers = Caffeine.newBuilder()
                .executor(Runnable::run) // a hand-over costs more than what there is to do
                .maximumSize(maximumSize)
                .expireAfter(Expiry.creating((K key, Optional<V> answer) -> answer.isPresent() ? FOUND : NOT_FOUND))
                .build();
    }

    Future<Optional<V>> get(K key) {
        var known = answers.getIfPresent(key);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        var promise = Promise.<Optional<V>>promise();
        var answer = promise.future();
        var running = asked.putIfAbsent(key, answer);
        if (running != null) {
            return Handover.here(vertx, running);
        }
        Future.succeededFuture(key).compose(question).onComplete((value, failure) -> {
            // In one step, so that an answer from before a forget() is never kept after it.
            asked.computeIfPresent(key, (k, current) -> {
                if (!current.equals(answer)) {
                    return current;
                }
                if (failure == null) {
                    answers.put(k, value);
                }
                return null;
            });
            promise.complete(value, failure);
        });
        return Handover.here(vertx, answer);
    }

    /** The next question is answered by the store as it is now. */
    void forget(K key) {
        asked.remove(key);
        answers.invalidate(key);
    }

    void forgetAll() {
        asked.clear();
        answers.invalidateAll();
    }
}
