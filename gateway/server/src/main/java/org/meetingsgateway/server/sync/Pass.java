package org.meetingsgateway.server.sync;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Listed;
import org.meetingsgateway.remote.Listing;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.server.metrics.SyncMetrics;

/**
 * One pass over all pages, from where it was interrupted. What it did not see can be believed to be missing only where
 * nothing moved between the pages meanwhile.
 */
final class Pass {
    /** How it ended. */
    enum End {
        COMPLETE,
        /** Something was inserted or deleted meanwhile: a meeting may have been skipped. */
        DRIFTED,
        /** The pages have no end. */
        LOOPED
    }

    /** So many pages in a row that show nothing new have no end. */
    private static final int STALE_PAGES = 3;

    private final Remote remote;
    private final Mirror mirror;
    private final Items items;
    private final SyncMetrics metrics;
    private final long pass;
    private final @Nullable Instant resyncAt;
    private final Set<String> cursors = new HashSet<>();
    private @Nullable String cursor;
    private @Nullable Listing before;
    private boolean drifted;
    private boolean looped;
    private int stale;

    /**
     * @param cursor where it goes on; null: at the beginning
     * @param resyncAt what was asked for before is asked for again
     */
    Pass(
            Remote remote,
            Mirror mirror,
            Items items,
            SyncMetrics metrics,
            long pass,
            @Nullable String cursor,
            @Nullable Instant resyncAt) {
        this.remote = remote;
        this.mirror = mirror;
        this.items = items;
        this.metrics = metrics;
        this.pass = pass;
        this.cursor = cursor;
        this.resyncAt = resyncAt;
    }

    Future<End> run() {
        return Steps.repeat(() ->
                        mirror.now().compose(asked -> remote.list(cursor).compose(listing -> page(asked, listing))))
                .compose(done -> {
                    if (looped) {
                        return Future.succeededFuture(End.LOOPED);
                    }
                    var total = before == null ? null : before.total();
                    return total == null
                            ? Future.succeededFuture(drifted ? End.DRIFTED : End.COMPLETE)
                            : mirror.seen(pass)
                                    .map(seen -> drifted || !seen.equals(total) ? End.DRIFTED : End.COMPLETE);
                });
    }

    /** Whether there is another one. */
    private Future<Boolean> page(Instant asked, Listing listing) {
        var ids = listing.items().stream().map(Listed::nativeId).toList();
        items.listed(listing);
        return mirror.known(ids).compose(known -> {
            compare(listing, ids, known);
            return Steps.each(
                            listing.items(),
                            item -> items.isNew(item, known) || isOld(known.get(item.nativeId()))
                                    ? items.bring(asked, item, known.get(item.nativeId()))
                                    : Future.succeededFuture())
                    .compose(brought -> mirror.page(asked, pass, listing.items(), looped ? null : listing.next()))
                    .map(saved -> {
                        metrics.page();
                        before = listing;
                        cursor = listing.next();
                        return cursor != null && !looped;
                    });
        });
    }

    private boolean isOld(Mirror.@Nullable Known known) {
        return resyncAt != null
                && known != null
                && (known.askedAt() == null || known.askedAt().isBefore(resyncAt));
    }

    private void compare(Listing listing, List<String> ids, Map<String, Mirror.Known> known) {
        var seen = new HashSet<String>();
        boolean overlaps = false;
        boolean anyNew = false;
        for (var id : ids) {
            var item = known.get(id);
            boolean again = !seen.add(id) || (item != null && item.seenPass() == pass);
            overlaps |= again;
            anyNew |= !again;
        }
        drifted |= overlaps || (before != null && !Objects.equals(before.total(), listing.total()));
        stale = anyNew ? 0 : stale + 1;
        looped = listing.next() != null && (!cursors.add(listing.next()) || stale >= STALE_PAGES);
    }
}
