package org.meetingsgateway.remote;

import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An account of a remote product. Every future fails with a {@link RemoteFailure} only. */
public interface Remote {
    /**
     * A page of all meetings of the account, in an order that is the style's own.
     *
     * @param cursor as an earlier page gave it; null for the first one
     */
    Future<Listing> list(@Nullable String cursor);

    /**
     * One meeting with all that the style tells of it; empty where the product says that it is not there.
     *
     * @param nativeId as a listing told it
     */
    Future<Optional<RemoteMeeting>> get(String nativeId);

    /** What can be written there. */
    Writes writes();
}
