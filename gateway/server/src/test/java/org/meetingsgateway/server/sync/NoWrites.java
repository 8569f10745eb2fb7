package org.meetingsgateway.server.sync;

import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Remote;

/** Nothing was written of which anybody would not know. */
record NoWrites() implements Unsettled {
    @Override
    public Future<Boolean> settle(Job job, Remote remote) {
        return Future.succeededFuture(false);
    }

    @Override
    public Future<Void> looked(Job job, Remote remote, @Nullable Instant since) {
        return Future.succeededFuture();
    }
}
