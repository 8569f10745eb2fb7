package org.meetingsgateway.server.federation;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.UUID;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.remote.Remote;
import org.meetingsgateway.server.store.ConnectionAccounts;
import org.meetingsgateway.server.store.ConnectionAccounts.ConnectionAccount;
import org.meetingsgateway.server.sync.Accounts;
import org.meetingsgateway.server.sync.Job;

/** The remote accounts that own meetings, opened for those who wait for an answer. */
public final class Owners {
    private static final Duration LATER = Duration.ofSeconds(60);

    /** Opens an account for callers. */
    @FunctionalInterface
    public interface Opening {
        Accounts.Open open(Job job) throws Accounts.Closed;
    }

    /** An account that may be asked. */
    public record Owner(Job job, Remote remote) {}

    private final ConnectionAccounts connections;
    private final Opening opening;

    public Owners(ConnectionAccounts connections, Opening opening) {
        this.connections = connections;
        this.opening = opening;
    }

    /** With the accounts of that gateway, in the lane of callers. */
    public static Owners of(ConnectionAccounts connections, RemoteAccounts accounts) {
        return new Owners(connections, job -> accounts.open(job, Outbox.PATIENCE));
    }

    /** Fails with {@link Problem.NotFound} where there is no such connection, {@link Problem.Unavailable} where it is not to be asked. */
    public Future<Owner> owner(UUID tenantId, UUID connectionId) {
        return connections
                .get(tenantId, connectionId)
                .map(found -> open(found.orElseThrow(() -> new Problem.NotFound("connection"))));
    }

    /** As {@link #owner}, and {@link Problem.NotFound} where the principal does not belong to the project of its meetings. */
    public Future<Owner> reached(Principal principal, UUID connectionId) {
        return connections
                .get(principal, connectionId)
                .map(found -> open(found.orElseThrow(() -> new Problem.NotFound("connection"))));
    }

    private Owner open(ConnectionAccount account) {
        if (account.paused()) {
            throw new Problem.Unavailable("The source of this meeting is paused", LATER);
        }
        try {
            return new Owner(account.job(), opening.open(account.job()).remote());
        } catch (Accounts.Closed e) {
            throw new Problem.Unavailable("The source of this meeting cannot be asked now", LATER);
        }
    }
}
