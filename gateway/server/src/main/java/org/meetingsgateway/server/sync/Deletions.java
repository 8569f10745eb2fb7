package org.meetingsgateway.server.sync;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.server.metrics.SyncMetrics;

/**
 * What is deleted there is deleted here: when a complete pass did not see it and the product says that it is not there. When
 * very much vanished at once, the operator decides.
 */
final class Deletions {
    private static final long FEW = 10;
    private static final double SHARE = 0.2;

    private final Remote remote;
    private final Mirror mirror;
    private final Items items;
    private final SyncMetrics metrics;

    Deletions(Remote remote, Mirror mirror, Items items, SyncMetrics metrics) {
        this.remote = remote;
        this.mirror = mirror;
        this.items = items;
        this.metrics = metrics;
    }

    /** After a complete pass. Whether it is believed that what is missing is gone. */
    Future<Boolean> after(long pass) {
        return mirror.missing(pass).compose(missing -> {
            int vanished = missing.undecided().size();
            if (vanished > Math.max(FEW, SHARE * missing.meetings())) {
                return mirror.review(pass)
                        .compose(marked -> mirror.open(Issue.of(
                                Issue.MASS_DELETION,
                                vanished + " of " + missing.meetings() + " meetings are not there any more")))
                        .map(told -> false);
            }
            return mirror.resolve(Set.of(Issue.MASS_DELETION))
                    .compose(resolved -> check(pass, missing.undecided()))
                    .map(checked -> true);
        });
    }

    /** What the operator has decided on. */
    Future<Void> decided(long pass) {
        return mirror.condemned().compose(ids -> check(pass, ids));
    }

    private Future<Void> check(long pass, List<String> ids) {
        return Steps.each(
                ids,
                id -> remote.get(id)
                        .compose(found -> {
                            items.answered();
                            return found.isPresent() ? mirror.present(pass, id) : delete(id);
                        })
                        // One that cannot be asked for is not known to be gone.
                        .recover(failure ->
                                items.isOfAll(failure) ? Future.failedFuture(failure) : items.failed(id, failure)));
    }

    private Future<Void> delete(String id) {
        return mirror.delete(id).map(was -> {
            if (was) {
                metrics.item(Mirror.Outcome.DELETED.code());
            }
            return null;
        });
    }
}
