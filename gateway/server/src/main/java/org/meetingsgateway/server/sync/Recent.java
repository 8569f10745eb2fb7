package org.meetingsgateway.server.sync;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Listed;
import org.meetingsgateway.remote.Listing;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.server.metrics.SyncMetrics;

/**
 * Looks for what is new: from the first page until a whole one shows nothing that is not here. What is new is not always on
 * the first ones, as some lists are in the order in which meetings begin: where the account counts more than are here, the
 * pages that follow are looked at, too, for a while.
 */
final class Recent {
    private final Remote remote;
    private final Mirror mirror;
    private final Items items;
    private final SyncMetrics metrics;
    private final Clock clock;
    private final Instant until;
    private final Set<String> cursors = new HashSet<>();
    private @Nullable String cursor;
    private boolean isLacking;

    /** @param until after that, no page is looked at of which only the account's count says that it may show something */
    Recent(Remote remote, Mirror mirror, Items items, SyncMetrics metrics, Clock clock, Instant until) {
        this.remote = remote;
        this.mirror = mirror;
        this.items = items;
        this.metrics = metrics;
        this.clock = clock;
        this.until = until;
    }

    /** Whether there are as many here as the account counts. */
    Future<Boolean> run() {
        return Steps.repeat(() ->
                        mirror.now().compose(asked -> remote.list(cursor).compose(listing -> page(asked, listing))))
                .map(done -> !isLacking);
    }

    private Future<Boolean> page(Instant asked, Listing listing) {
        var ids = listing.items().stream().map(Listed::nativeId).toList();
        items.listed(listing);
        return mirror.known(ids).compose(known -> {
            var fresh = listing.items().stream()
                    .filter(item -> items.isNew(item, known))
                    .toList();
            return items.bring(asked, fresh, known).compose(brought -> {
                metrics.page();
                cursor = listing.next();
                boolean isLast = cursor == null || !cursors.add(cursor);
                return isLast || fresh.isEmpty() ? lacks(listing.total(), isLast) : Future.succeededFuture(true);
            });
        });
    }

    /** Whether it goes on for what is lacking. */
    private Future<Boolean> lacks(@Nullable Long total, boolean isLast) {
        if (total == null) {
            return Future.succeededFuture(false);
        }
        return mirror.number().map(here -> {
            isLacking = here < total;
            return isLacking && !isLast && clock.instant().isBefore(until);
        });
    }
}
