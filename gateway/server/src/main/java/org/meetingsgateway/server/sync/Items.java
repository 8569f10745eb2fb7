package org.meetingsgateway.server.sync;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.remote.Listed;
import org.meetingsgateway.remote.Listing;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.server.metrics.SyncMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings single meetings here. One that cannot be read is told of and asked for again later; the others go on. */
final class Items {
    private static final Logger LOG = LoggerFactory.getLogger(Items.class);

    /** So many failures in a row are not those of single meetings. */
    private static final int REFUSED_IN_A_ROW = 3;

    /** Of the connections for transactions, half: others write, too. */
    private static final int AT_ONCE = 4;

    /** Requests a second. */
    private static final int FAST = 10;

    private static final int MOST_DOUBLINGS = 6;
    private static final int MOST_POLLS = 60;

    private final Remote remote;
    private final Mirror mirror;
    private final Function<RemoteMeeting, Future<Void>> appeared;
    private final SyncMetrics metrics;
    private final Duration poll;
    private final boolean isFast;
    private final Clock clock;
    private int refused;
    private boolean listedWhole;

    /** @param appeared hears of a meeting that is not here yet, before it is stored */
    Items(
            Remote remote,
            Mirror mirror,
            Function<RemoteMeeting, Future<Void>> appeared,
            SyncMetrics metrics,
            Duration poll,
            Quota quota,
            Clock clock) {
        this.remote = remote;
        this.mirror = mirror;
        this.appeared = appeared;
        this.metrics = metrics;
        this.poll = poll;
        this.isFast = quota.requests() / quota.seconds() >= FAST;
        this.clock = clock;
    }

    /** What a page shows. */
    void listed(Listing listing) {
        listedWhole |= listing.items().stream().anyMatch(item -> item.whole() != null);
    }

    /** Whether pages show all of a meeting: then no change is hidden from them. */
    boolean areListedWhole() {
        return listedWhole;
    }

    /** Whether a page shows something of a meeting that is not here. One that failed has its own time. */
    boolean isNew(Listed item, Map<String, Mirror.Known> all) {
        var known = all.get(item.nativeId());
        if (known == null) {
            return true;
        }
        if (known.fingerprint().equals(Mirror.NONE) && known.nextTryAt() != null) {
            return !clock.instant().isBefore(known.nextTryAt());
        }
        return !known.fingerprint().equals(item.fingerprint());
    }

    /**
     * Those that a page shows, several at once: each is a transaction of its own. Where an account is asked for each of
     * them and does not allow much, it is that which takes long, and they wait for it one after the other.
     */
    Future<Void> bring(Instant asked, List<Listed> items, Map<String, Mirror.Known> known) {
        boolean waits = !isFast && items.stream().anyMatch(item -> item.whole() == null);
        return Steps.each(items, waits ? 1 : AT_ONCE, item -> bring(asked, item, known.get(item.nativeId())));
    }

    /**
     * As a page shows it.
     *
     * @param asked when it was asked for
     */
    Future<Void> bring(Instant asked, Listed item, Mirror.@Nullable Known known) {
        boolean isNew = known == null || known.fingerprint().equals(Mirror.NONE);
        int failed = known != null && isNew ? known.tries() : 0;
        var found = item.whole() == null
                ? get(item.nativeId())
                : Future.succeededFuture(new Found(asked, Optional.of(item.whole())));
        return bring(item.nativeId(), item.fingerprint(), item.day(), found, failed, isNew);
    }

    /** What a page will show of one that was unread is not known: it is looked at once more then. */
    Future<Void> again(Mirror.Pending pending) {
        boolean isUnread = pending.fingerprint().equals(Mirror.NONE);
        var fingerprint = isUnread ? "?" : pending.fingerprint();
        return bring(
                pending.nativeId(), fingerprint, pending.day(), get(pending.nativeId()), pending.tries(), isUnread);
    }

    private record Found(Instant asked, Optional<RemoteMeeting> meeting) {}

    private Future<Found> get(String id) {
        return mirror.now().compose(asked -> remote.get(id).map(meeting -> new Found(asked, meeting)));
    }

    private Future<Void> bring(
            String id, String fingerprint, Instant day, Future<Found> finding, int tries, boolean isNew) {
        return finding.compose(found -> {
                    answered();
                    if (found.meeting().isEmpty()) {
                        return unread(id, day, tries); // it was deleted since, and the next pass does not see it
                    }
                    var meeting = found.meeting().get();
                    return (isNew ? appeared.apply(meeting) : Future.<Void>succeededFuture())
                            .compose(heard -> put(found.asked(), fingerprint, day, meeting, tries));
                })
                .recover(failure -> isOfAll(failure)
                        ? Future.failedFuture(failure)
                        : unread(id, day, tries).compose(noted -> failed(id, failure)));
    }

    private Future<Void> put(Instant asked, String fingerprint, Instant day, RemoteMeeting meeting, int tries) {
        return mirror.put(asked, fingerprint, day, meeting, tries + 1, nextTry(tries))
                .map(outcome -> {
                    metrics.item(outcome.code());
                    metrics.drift(meeting.unknown().size());
                    return null;
                });
    }

    private Future<Void> unread(String id, Instant day, int tries) {
        return mirror.unread(id, day, tries + 1, nextTry(tries));
    }

    /** Tells that a meeting could not be looked at. */
    Future<Void> failed(String id, Throwable failure) {
        metrics.item(Mirror.Outcome.FAILED.code());
        if (failure instanceof RemoteFailure remoteFailure) {
            return mirror.open(Issue.of(Issue.ITEM_FAILED, remoteFailure));
        }
        LOG.warn("the remote meeting {} could not be stored", id, failure);
        return mirror.open(Issue.of(Issue.ITEM_FAILED, "A meeting could not be stored"));
    }

    /** The account tells of a meeting: what it refused before was about single ones. */
    void answered() {
        refused = 0;
    }

    /** A 5xx, or a refusal, may be about one meeting, but not three times in a row. */
    boolean isOfAll(Throwable failure) {
        return switch (failure) {
            case RemoteFailure.Unwell f -> f.status() == null || ++refused >= REFUSED_IN_A_ROW;
            case RemoteFailure.Refused f -> ++refused >= REFUSED_IN_A_ROW;
            case RemoteFailure.Unauthorized f -> true;
            case RemoteFailure.Limited f -> true;
            case Lost f -> true;
            case Problem.Unavailable f -> true;
            default -> false;
        };
    }

    /** After 1, 2, 4 … polls, and every 60 in the end. */
    private Instant nextTry(int tries) {
        return clock.instant().plus(poll.multipliedBy(Math.min(MOST_POLLS, 1L << Math.min(tries, MOST_DOUBLINGS))));
    }
}
