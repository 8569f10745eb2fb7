package org.meetingsgateway.server.sync;

import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteMeeting;

/** What was written to remote accounts, and nobody knows whether it arrived. */
public interface Unsettled {
    /** Finds out what the account tells when it is asked for it. Whether the rest needs a look at all that it has. */
    Future<Boolean> settle(Job job, Remote remote);

    /** The account shows a meeting that is not here yet: before anybody can change it, whoever made it is found. */
    Future<Void> appeared(Job job, Remote remote, RemoteMeeting meeting);

    /**
     * Finds out the rest, after a look at the account.
     *
     * @param since when a look at all of it began, by {@link Mirror#now}; null where not all was seen, or what is missing is
     *     not believed to be gone
     */
    Future<Void> looked(Job job, Remote remote, @Nullable Instant since);
}
