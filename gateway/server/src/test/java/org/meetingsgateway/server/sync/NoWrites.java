package org.meetingsgateway.server.sync;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteMeeting;

/**
 * Nothing was written of which anybody would not know.
 *
 * @param looks since when all was seen, by each run
 */
record NoWrites(List<Optional<Instant>> looks) implements Unsettled {
    NoWrites() {
        this(new ArrayList<>());
    }

    @Override
    public Future<Boolean> settle(Job job, Remote remote) {
        return Future.succeededFuture(false);
    }

    @Override
    public Future<Void> appeared(Job job, Remote remote, RemoteMeeting meeting) {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> looked(Job job, Remote remote, @Nullable Instant since) {
        looks.add(Optional.ofNullable(since));
        return Future.succeededFuture();
    }
}
