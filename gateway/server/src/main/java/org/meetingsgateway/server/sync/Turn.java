package org.meetingsgateway.server.sync;

import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.meetingsgateway.wire.Exchange;
import org.meetingsgateway.wire.WireResponse;

/**
 * The turn of one connection. What it asks its account goes through here: so it is known whether it works or waits, which may
 * take hours where the quota is small, and whoever waits is told at once when the turn is over. All of it happens on one thread.
 */
final class Turn {
    private static final int GOT_ON = 2;

    private final Job job;
    private final Clock clock;
    private final Instant start;
    private final Set<Promise<WireResponse.Bytes>> asked = new HashSet<>();
    private Instant heard;
    private int answers;
    private boolean isOver;
    private boolean goesOn;

    Turn(Job job, Clock clock) {
        this.job = job;
        this.clock = clock;
        this.start = clock.instant();
        this.heard = start;
    }

    Job job() {
        return job;
    }

    Instant start() {
        return start;
    }

    /** Whether it has lasted for that long, and got on: after a list comes what is on it. */
    boolean isLong(Duration time) {
        return answers > GOT_ON && !clock.instant().isBefore(start.plus(time));
    }

    /** Whether it has waited for its account for that long, and for nothing else. */
    boolean waits(Duration time) {
        return !asked.isEmpty() && !clock.instant().isBefore(heard.plus(time));
    }

    /** The exchange, as long as it is the connection's turn; afterwards it fails with {@link Lost}. */
    Exchange through(Exchange exchange) {
        return request -> {
            var answer = Promise.<WireResponse.Bytes>promise();
            if (isOver) {
                answer.fail(new Lost());
                return answer.future();
            }
            if (asked.isEmpty()) {
                heard = clock.instant();
            }
            asked.add(answer);
            exchange.send(request).onComplete(done -> {
                heard = clock.instant();
                answers++;
                if (!asked.remove(answer)) {
                    return;
                }
                if (done.succeeded()) {
                    answer.complete(done.result());
                } else {
                    answer.fail(done.cause());
                }
            });
            return answer.future();
        };
    }

    /**
     * It is over.
     *
     * @param later whether the connection is still ours, and only others come first
     */
    void end(boolean later) {
        if (!isOver) {
            isOver = true;
            goesOn = later;
            var waiting = List.copyOf(asked);
            asked.clear();
            waiting.forEach(answer -> answer.fail(new Lost()));
        }
    }

    /** Whether it ended for others only. */
    boolean goesOn() {
        return goesOn;
    }
}
