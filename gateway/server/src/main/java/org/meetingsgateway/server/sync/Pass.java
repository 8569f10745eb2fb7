package org.meetingsgateway.server.sync;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Listed;
import org.meetingsgateway.remote.Listing;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.server.metrics.SyncMetrics;

/**
 * One pass over all pages, from where it was interrupted. What it did not see can be believed to be missing only where
 * nothing was deleted meanwhile, and as many were seen as there are.
 */
final class Pass {
    /** How it ended. */
    enum End {
        COMPLETE,
        /** A meeting may have been passed over. */
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
    private final Supplier<Future<Void>> between;
    private final Set<String> cursors = new HashSet<>();
    private @Nullable String cursor;

    /** What the page before counted. */
    private @Nullable Long before;

    /** Something was deleted meanwhile: what follows moved up, and may have been passed over. */
    private boolean shrank;

    private boolean overlapped;
    private boolean isAtHeadAgain;
    private boolean looped;
    private int stale;

    /**
     * @param cursor where it goes on; null: at the beginning
     * @param resyncAt what was asked for before is asked for again
     * @param between happens before each page
     */
    Pass(
            Remote remote,
            Mirror mirror,
            Items items,
            SyncMetrics metrics,
            long pass,
            @Nullable String cursor,
            @Nullable Instant resyncAt,
            Supplier<Future<Void>> between) {
        this.remote = remote;
        this.mirror = mirror;
        this.items = items;
        this.metrics = metrics;
        this.pass = pass;
        this.cursor = cursor;
        this.resyncAt = resyncAt;
        this.between = between;
    }

    Future<End> run() {
        return Steps.repeat(this::next).compose(done -> looped ? Future.succeededFuture(End.LOOPED) : end());
    }

    /** What came while the pages were read is on the first ones, where the latest are first. */
    private Future<End> end() {
        var total = before;
        if (shrank || total == null) {
            return Future.succeededFuture(shrank || overlapped ? End.DRIFTED : End.COMPLETE);
        }
        return mirror.seen(pass).compose(seen -> {
            if (seen.equals(total)) {
                return Future.succeededFuture(End.COMPLETE);
            }
            if (isAtHeadAgain) {
                return Future.succeededFuture(End.DRIFTED);
            }
            isAtHeadAgain = true;
            cursor = null;
            return Steps.repeat(this::next).compose(done -> end());
        });
    }

    private Future<Boolean> next() {
        return between.get()
                .compose(ready -> mirror.now())
                .compose(asked -> remote.list(cursor).compose(listing -> page(asked, listing)));
    }

    /** Whether there is another one. */
    private Future<Boolean> page(Instant asked, Listing listing) {
        var ids = listing.items().stream().map(Listed::nativeId).toList();
        items.listed(listing);
        return mirror.known(ids).compose(known -> {
            boolean anyNew = compare(listing, ids, known);
            var goesOn = isAtHeadAgain || looped ? null : listing.next();
            var wanted = listing.items().stream()
                    .filter(item -> items.isNew(item, known) || isOld(known.get(item.nativeId())))
                    .toList();
            return items.bring(asked, wanted, known)
                    .compose(brought -> mirror.page(asked, pass, listing.items(), goesOn))
                    .map(saved -> {
                        metrics.page();
                        before = listing.total();
                        cursor = listing.next();
                        return cursor != null && (isAtHeadAgain ? anyNew : !looped);
                    });
        });
    }

    private boolean isOld(Mirror.@Nullable Known known) {
        return resyncAt != null
                && known != null
                && (known.askedAt() == null || known.askedAt().isBefore(resyncAt));
    }

    /** Whether it shows anything that no page of this pass showed. */
    private boolean compare(Listing listing, List<String> ids, Map<String, Mirror.Known> known) {
        var seen = new HashSet<String>();
        boolean overlaps = false;
        boolean anyNew = false;
        for (var id : ids) {
            var item = known.get(id);
            boolean again = !seen.add(id) || (item != null && item.seenPass() == pass);
            overlaps |= again;
            anyNew |= !again;
        }
        overlapped |= overlaps;
        shrank |= isLess(listing.total(), before);
        if (!isAtHeadAgain) {
            stale = anyNew ? 0 : stale + 1;
            looped = listing.next() != null && (!cursors.add(listing.next()) || stale >= STALE_PAGES);
        }
        return anyNew;
    }

    private static boolean isLess(@Nullable Long total, @Nullable Long before) {
        return total != null && before != null && total < before;
    }
}
