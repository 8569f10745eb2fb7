package org.meetingsgateway.server.sync;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.remote.Quota;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.server.metrics.SyncMetrics;

/**
 * Looks after one connection once: all pages the first time and every now and then, else what is new; then what is pending,
 * and what the operator decided. What goes wrong is told as an issue, which is closed when it goes well again.
 */
final class Run {
    /** As long as meetings move between the pages, a pass follows the other; the rest waits for the next poll. */
    private static final int PASSES_IN_A_ROW = 3;

    /** A complete pass is made every so many polls. */
    private static final long POLLS = 10;

    /** Of the quota, complete passes take this part at most. */
    private static final long PART = 4;

    private static final Duration REAUTH = Duration.ofMinutes(10);

    /** What is over when a run was good. */
    private static final Set<String> OF_RUNS = Set.of(
            Issue.CREDENTIAL_REFUSED,
            Issue.QUOTA_SPENT,
            Issue.UNWELL,
            Issue.ADDRESS_REFUSED,
            Issue.UNREADABLE,
            Issue.REFUSED,
            Issue.UNSUPPORTED);

    private final Job job;
    private final Quota quota;
    private final Remote remote;
    private final Mirror mirror;
    private final Unsettled unsettled;
    private final SyncMetrics metrics;
    private final Backoff backoff;
    private final Clock clock;
    private final Instant start;
    private final Items items;
    private final Deletions deletions;
    private long pass;
    private int passes;
    private Pass.End end = Pass.End.DRIFTED;
    private @Nullable Instant since;
    private boolean isAllThere;

    /** When it was last looked for what is new, and whether there were as many here then as the account counts. */
    private Instant looked;

    private boolean isCaughtUp = true;

    /** @param unsettled what was written to the account, and nobody knows whether it arrived */
    Run(
            Job job,
            Accounts.Open account,
            Mirror mirror,
            Unsettled unsettled,
            SyncMetrics metrics,
            Backoff backoff,
            Clock clock) {
        this.job = job;
        this.quota = account.quota();
        this.remote = account.remote();
        this.mirror = mirror;
        this.unsettled = unsettled;
        this.metrics = metrics;
        this.backoff = backoff;
        this.clock = clock;
        this.start = clock.instant();
        this.looked = start;
        this.items = new Items(
                remote, mirror, meeting -> unsettled.appeared(job, remote, meeting), metrics, job.poll(), quota, clock);
        this.deletions = new Deletions(remote, mirror, items, metrics);
        this.pass = job.position().pass();
    }

    /** Fails only where the store does, or with {@link Lost}. */
    Future<Void> run() {
        return unsettled
                .settle(job, remote)
                .compose(this::look)
                .compose(done -> pending())
                .compose(done -> deletions.decided(pass))
                .compose(done -> again())
                .compose(done -> unsettled.looked(job, remote, isAllThere ? since : null))
                .compose(done -> good())
                .recover(failure -> failure instanceof RemoteFailure wrong ? bad(wrong) : Future.failedFuture(failure));
    }

    /** A page that cannot be read does not hide what is new. */
    private Future<Void> look(boolean needsAll) {
        var position = job.position();
        boolean isStuck = position.cursor() != null && position.failedRuns() > 0;
        return (needsAll ? Future.succeededFuture(true) : mirror.now().map(this::isForAll))
                .compose(isForAll -> isForAll
                        ? (isStuck ? recent() : Future.<Void>succeededFuture()).compose(done -> all())
                        : recent());
    }

    /** What is lacking is looked for in a part of the time until the next poll; while all is brought, it is lacking anyway. */
    private Future<Void> recent() {
        looked = clock.instant();
        var until = job.position().firstLoad() ? looked : looked.plus(job.poll().dividedBy(Rotation.PART));
        return new Recent(remote, mirror, items, metrics, clock, until).run().map(caughtUp -> {
            isCaughtUp = caughtUp;
            return null;
        });
    }

    /** A pass over very many pages takes hours: what is new is looked for meanwhile as often as without it. */
    private Future<Void> meanwhile() {
        if (clock.instant().isBefore(looked.plus(job.poll()))) {
            return Future.succeededFuture();
        }
        return recent().compose(done ->
                isCaughtUp && !job.position().firstLoad() ? mirror.caughtUp(looked) : Future.succeededFuture());
    }

    private boolean isForAll(Instant now) {
        var position = job.position();
        if (position.firstLoad()
                || position.resyncAt() != null
                || position.cursor() != null
                || position.startedAt() == null) {
            return true;
        }
        var ofQuota = Duration.ofSeconds(PART * position.pages() * quota.seconds() / quota.requests());
        var polls = job.poll().multipliedBy(POLLS);
        var pause = ofQuota.compareTo(polls) > 0 ? ofQuota : polls;
        return !now.isBefore(position.startedAt().plus(pause));
    }

    private Future<Void> all() {
        return Steps.repeat(() -> {
                    var position = job.position();
                    boolean goesOn = passes == 0 && position.cursor() != null;
                    var begun = goesOn ? Future.<Void>succeededFuture() : mirror.begin(++pass);
                    passes++;
                    return begun.compose(ready -> mirror.now())
                            .onSuccess(now -> since = goesOn ? null : now)
                            .compose(ready -> new Pass(
                                            remote,
                                            mirror,
                                            items,
                                            metrics,
                                            pass,
                                            goesOn ? position.cursor() : null,
                                            position.resyncAt(),
                                            this::meanwhile)
                                    .run())
                            .map(ended -> {
                                end = ended;
                                return ended == Pass.End.DRIFTED && passes < PASSES_IN_A_ROW;
                            });
                })
                .compose(done -> switch (end) {
                    case COMPLETE ->
                        deletions.after(pass).map(believed -> {
                            isAllThere = believed;
                            return null;
                        });
                    case DRIFTED ->
                        mirror.open(Issue.of(Issue.PAGE_DRIFT, "Meetings move between the pages of the list"));
                    case LOOPED -> mirror.open(Issue.of(Issue.CURSOR_LOOP, "The pages of the list have no end"));
                });
    }

    /** What is due by now, for as long as one poll at the most: the rest, and what is due by then, is for the next run. */
    private Future<Void> pending() {
        var now = clock.instant();
        var until = now.plus(job.poll());
        var found = new ArrayDeque<Mirror.Pending>();
        return Steps.repeat(() -> {
            var one = found.poll();
            return one == null
                    ? mirror.due(now).map(found::addAll)
                    : items.again(one).map(looked -> clock.instant().isBefore(until));
        });
    }

    /** What no list shows, where lists do not show all there is. */
    private Future<Void> again() {
        return items.areListedWhole()
                ? Future.succeededFuture()
                : new Rotation(mirror, items, clock).run(job.poll(), start.plus(job.poll()));
    }

    private Future<Void> good() {
        var over = new HashSet<>(OF_RUNS);
        boolean isComplete = passes > 0 && end == Pass.End.COMPLETE;
        if (isComplete) {
            over.addAll(Set.of(Issue.PAGE_DRIFT, Issue.CURSOR_LOOP));
        }
        // What is lacking is not known to be here before a complete pass has found it.
        return mirror.resolve(over)
                .compose(resolved -> isComplete || (passes == 0 && isCaughtUp)
                        ? mirror.succeeded(isComplete, start, next())
                        : mirror.stopped(next()));
    }

    private Instant next() {
        var now = clock.instant();
        var next = start.plus(job.poll());
        return next.isAfter(now) ? next : now;
    }

    private Future<Void> bad(RemoteFailure failure) {
        var now = clock.instant();
        return mirror.open(Issue.ofList(failure))
                .compose(told -> mayGoOn(failure) ? Future.succeededFuture() : mirror.begin(pass + 1))
                .compose(ready -> switch (failure) {
                    case RemoteFailure.Limited f -> mirror.stopped(now.plus(f.retryAfter()));
                    case RemoteFailure.Unauthorized f -> mirror.failed(now.plus(REAUTH));
                    default ->
                        mirror.failed(now.plus(backoff.after(job.position().failedRuns())));
                });
    }

    /** Else the place itself may be what is wrong. */
    private static boolean mayGoOn(RemoteFailure failure) {
        return failure instanceof RemoteFailure.Unauthorized
                || failure instanceof RemoteFailure.Limited
                || failure instanceof RemoteFailure.Unwell;
    }
}
