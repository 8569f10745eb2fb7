package org.meetingsgateway.server.federation;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.meetingsgateway.server.access.Handover;

/**
 * Has owners asked for single meetings: for one meeting once at a time, however many callers want it and on whichever event
 * loop. No caller waits for long, and who comes while too many are asked for does not wait at all. An owner who was asked is
 * heard to the end also when nobody waits any more.
 */
public final class Refreshes {
    /** A meeting as its owner knows it. */
    public record Key(UUID tenantId, UUID connectionId, String nativeId) {}

    /** How many meetings are asked for at once. */
    static final int MOST = 1_000;

    private final Vertx vertx;
    private final Duration patience;
    private final Function<Key, Future<Boolean>> question;
    private final ConcurrentMap<Key, Future<Boolean>> asked = new ConcurrentHashMap<>();

    /**
     * @param patience how long a caller waits
     * @param question asks an owner for a meeting, and says whether what is stored is what the owner has
     */
    public Refreshes(Vertx vertx, Duration patience, Function<Key, Future<Boolean>> question) {
        this.vertx = vertx;
        this.patience = patience;
        this.question = question;
    }

    /** Whether what is stored is what the owner has; never fails. */
    Future<Boolean> refresh(Key key) {
        if (asked.size() >= MOST && !asked.containsKey(key)) {
            return Future.succeededFuture(false);
        }
        var promise = Promise.<Boolean>promise();
        var answer = promise.future();
        var running = asked.putIfAbsent(key, answer);
        if (running != null) {
            return patiently(running);
        }
        Future.succeededFuture(key).compose(question).onComplete((live, failure) -> {
            asked.remove(key, answer);
            promise.complete(failure == null && live);
        });
        return patiently(answer);
    }

    private Future<Boolean> patiently(Future<Boolean> running) {
        var mine = Promise.<Boolean>promise();
        long timer = vertx.setTimer(patience.toMillis(), late -> mine.tryComplete(false));
        Handover.here(vertx, running).onSuccess(live -> {
            vertx.cancelTimer(timer);
            mine.tryComplete(live);
        });
        return mine.future();
    }
}
