package org.meetingsgateway.server.sync;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Listed;
import org.meetingsgateway.remote.Listing;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.server.metrics.SyncMetrics;

/** Looks for what is new: from the first page until a whole one shows nothing that is not here. */
final class Recent {
    private final Remote remote;
    private final Mirror mirror;
    private final Items items;
    private final SyncMetrics metrics;
    private final Set<String> cursors = new HashSet<>();
    private @Nullable String cursor;

    Recent(Remote remote, Mirror mirror, Items items, SyncMetrics metrics) {
        this.remote = remote;
        this.mirror = mirror;
        this.items = items;
        this.metrics = metrics;
    }

    Future<Void> run() {
        return Steps.repeat(() ->
                mirror.now().compose(asked -> remote.list(cursor).compose(listing -> page(asked, listing))));
    }

    private Future<Boolean> page(Instant asked, Listing listing) {
        var ids = listing.items().stream().map(Listed::nativeId).toList();
        items.listed(listing);
        return mirror.known(ids).compose(known -> {
            var fresh = listing.items().stream()
                    .filter(item -> items.isNew(item, known))
                    .toList();
            return items.bring(asked, fresh, known).map(brought -> {
                metrics.page();
                cursor = listing.next();
                return !fresh.isEmpty() && cursor != null && cursors.add(cursor);
            });
        });
    }
}
