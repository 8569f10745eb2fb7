package org.meetingsgateway.server.federation;

import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Stream;
import org.meetingsgateway.model.Coded;
import org.meetingsgateway.remote.RemoteFailure;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.server.store.ConnectionAccounts;
import org.meetingsgateway.server.store.ConnectionActions;
import org.meetingsgateway.server.store.Store;
import org.meetingsgateway.server.sync.Accounts;
import org.meetingsgateway.server.sync.Job;
import org.meetingsgateway.server.sync.Lost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the owner of a meeting for it, and stores what it has. */
public final class OwnerQuestions {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerQuestions.class);

    /** Opens the account of a connection. */
    @FunctionalInterface
    public interface Opening {
        Accounts.Open open(Job job) throws Accounts.Closed;
    }

    private final Store store;
    private final ConnectionAccounts connections;
    private final ConnectionActions actions;
    private final Opening accounts;
    private final Metrics metrics;

    /** @param accounts opened for callers */
    public OwnerQuestions(
            Store store, ConnectionAccounts connections, ConnectionActions actions, Opening accounts, Metrics metrics) {
        this.store = store;
        this.connections = connections;
        this.actions = actions;
        this.accounts = accounts;
        this.metrics = metrics;
    }

    /** What came of a question. */
    private enum Outcome implements Coded {
        REFRESHED,
        ABSENT,
        LIMITED,
        REFUSED,
        UNWELL,
        LOST
    }

    /** All that may come of one. */
    static final List<String> OUTCOMES =
            Stream.of(Outcome.values()).map(Coded::code).toList();

    /** Whether what is stored is what the owner has now. Fails as the store does. */
    public Future<Boolean> ask(Refreshes.Key meeting) {
        return connections
                .get(meeting.tenantId(), meeting.connectionId())
                .compose(found -> found.isEmpty() || found.get().paused()
                        ? Future.succeededFuture(false)
                        : ask(found.get().job(), meeting.nativeId()))
                .onFailure(failure -> LOG.warn("a meeting could not be refreshed", failure));
    }

    private Future<Boolean> ask(Job job, String nativeId) {
        try {
            var remote = accounts.open(job).remote();
            return store.sharedNow()
                    .compose(asked -> remote.get(nativeId)
                            .compose(found -> found.isEmpty()
                                    ? actions.lookThrough(job.tenantId(), job.connectionId(), nativeId)
                                            .map(Outcome.ABSENT)
                                    : store.atomically(transaction -> transaction.put(job, asked, found.get()))
                                            .map(Outcome.REFRESHED)))
                    .recover(OwnerQuestions::unanswered)
                    .map(outcome -> {
                        metrics.refreshed(job.style(), outcome.code());
                        return outcome == Outcome.REFRESHED;
                    });
        } catch (Accounts.Closed e) {
            return Future.succeededFuture(false); // the mirror tells of it
        }
    }

    private static Future<Outcome> unanswered(Throwable failure) {
        return switch (failure) {
            case RemoteFailure.Limited f -> Future.succeededFuture(Outcome.LIMITED);
            case RemoteFailure.Unwell f -> Future.succeededFuture(Outcome.UNWELL);
            case RemoteFailure.Unreadable f -> Future.succeededFuture(Outcome.UNWELL);
            case RemoteFailure f -> Future.succeededFuture(Outcome.REFUSED);
            case Lost f -> Future.succeededFuture(Outcome.LOST);
            default -> Future.failedFuture(failure);
        };
    }
}
