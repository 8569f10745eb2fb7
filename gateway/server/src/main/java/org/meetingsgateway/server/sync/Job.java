package org.meetingsgateway.server.sync;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Quota;

/**
 * A connection that is to be looked after now, as it is stored.
 *
 * @param credential encrypted
 * @param poll how often it is looked for what is new
 * @param quota null: what the style allows
 */
public record Job(
        UUID tenantId,
        UUID connectionId,
        String style,
        String baseUrl,
        Buffer credential,
        @Nullable String account,
        @Nullable Integer upstreamProject,
        Duration poll,
        @Nullable Quota quota,
        long version,
        Position position) {
    /**
     * How far it is.
     *
     * @param firstLoad whether all of it was never seen yet
     * @param cursor where a pass over all pages goes on; null where none is under way
     * @param pass the number of the latest pass
     * @param pages of the latest pass
     * @param startedAt when that began
     * @param resyncAt what was asked for before is asked for again, whatever the list says of it; null: nothing
     * @param failedRuns how many runs failed one after the other
     */
    public record Position(
            boolean firstLoad,
            @Nullable String cursor,
            long pass,
            long pages,
            @Nullable Instant startedAt,
            @Nullable Instant resyncAt,
            int failedRuns) {}
}
