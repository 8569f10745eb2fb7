package org.meetingsgateway.server.upstream;

import io.vertx.core.Future;
import java.time.Duration;

/** The moments at which one account may be asked something, shared by all who ask it, on every replica. */
public interface Slots {
    /**
     * A moment to ask at, or why there is none.
     *
     * @param granted whether it is the caller's own now
     * @param after how long it is until then, told no earlier than it was asked for; where none was granted, until the
     *     next one that is free
     */
    record Slot(boolean granted, Duration after) {}

    /**
     * Takes the next moment.
     *
     * @param spacing how much later it makes all that come after it
     * @param ahead how much sooner it may be than those before have made it
     * @param patience none is taken that is further away
     */
    Future<Slot> reserve(Duration spacing, Duration ahead, Duration patience);

    /** Nothing is to be asked for that long. */
    Future<Void> postpone(Duration pause);
}
