package org.meetingsgateway.server.upstream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.Supplier;

/** Slots as the database keeps them, that far away. */
final class SimulatedSlots implements Slots {
    private final MovableTime time;
    private final Supplier<Duration> way;
    private Duration nextFree = Duration.ZERO;
    private int asked;

    SimulatedSlots(MovableTime time, Supplier<Duration> way) {
        this.time = time;
        this.way = way;
    }

    int asked() {
        return asked;
    }

    @Override
    public Future<Slot> reserve(Duration spacing, Duration ahead, Duration patience) {
        asked++;
        var answer = Promise.<Slot>promise();
        time.after(way.get(), () -> {
            var now = time.passed();
            var all = nextFree.compareTo(now) < 0 ? now : nextFree;
            var early = all.minus(ahead).minus(now);
            var after = early.isNegative() ? Duration.ZERO : early;
            boolean granted = after.compareTo(patience) <= 0;
            if (granted) {
                nextFree = all.plus(spacing);
            }
            time.after(way.get(), () -> answer.complete(new Slot(granted, after)));
        });
        return answer.future();
    }

    @Override
    public Future<Void> postpone(Duration pause) {
        var until = time.passed().plus(pause);
        nextFree = until.compareTo(nextFree) > 0 ? until : nextFree;
        return Future.succeededFuture();
    }
}
