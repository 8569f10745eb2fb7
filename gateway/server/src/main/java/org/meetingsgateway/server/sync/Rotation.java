package org.meetingsgateway.server.sync;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import org.meetingsgateway.remote.RemoteFailure;

/**
 * Looks again at meetings of which nothing is to come, the oldest look first, since a list does not show every change of
 * them. That takes a part of the time until the next poll, and so at most that part of what the quota still allows; but one
 * is looked at in every run, so that each has its turn.
 */
final class Rotation {
    /** One part in so many. */
    static final int PART = 4;

    /** Not before so many polls are over. */
    static final int POLLS = 10;

    private final Mirror mirror;
    private final Items items;
    private final Clock clock;
    private final Queue<Mirror.Pending> found = new ArrayDeque<>();

    Rotation(Mirror mirror, Items items, Clock clock) {
        this.mirror = mirror;
        this.items = items;
        this.clock = clock;
    }

    /** @param next when the next poll is */
    Future<Void> run(Duration poll, Instant next) {
        var now = clock.instant();
        var until = now.isBefore(next) ? now.plus(Duration.between(now, next).dividedBy(PART)) : now;
        return mirror.now()
                .map(shared -> shared.minus(poll.multipliedBy(POLLS)))
                .compose(before -> Steps.repeat(() -> step(before, until)))
                .recover(failure -> failure instanceof RemoteFailure.Limited // whoever else asks goes first
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure));
    }

    private Future<Boolean> step(Instant before, Instant until) {
        var one = found.poll();
        return one == null
                ? mirror.oldest(before).map(some -> found.addAll(some))
                : items.again(one).map(looked -> clock.instant().isBefore(until));
    }
}
