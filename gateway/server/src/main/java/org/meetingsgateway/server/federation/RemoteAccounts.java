package org.meetingsgateway.server.federation;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.server.access.AesGcm.WrongKey;
import org.meetingsgateway.server.sync.Accounts;
import org.meetingsgateway.server.sync.Issue;
import org.meetingsgateway.server.sync.Job;
import org.meetingsgateway.server.upstream.Connections;
import org.meetingsgateway.server.upstream.Lane;
import org.meetingsgateway.wire.Exchange;

/** Opens the accounts of connections over HTTP. */
public record RemoteAccounts(Upstreams upstreams, Credentials credentials, Connections connections)
        implements Accounts {
    @Override
    public Open open(Job job, UnaryOperator<Exchange> turn) throws Closed {
        return open(job, Lane.MIRROR, turn);
    }

    @Override
    public void letGo(Job job) {
        connections.forget(job.tenantId(), job.connectionId());
    }

    /** @param lane who asks it */
    public Open open(Job job, Lane lane) throws Closed {
        return open(job, lane, exchange -> exchange);
    }

    /** For a caller who waits that long at the most: nothing is sent later than that. */
    Open open(Job job, Duration patience) throws Closed {
        return open(job, Lane.CALLER, exchange -> Patient.from(exchange, patience));
    }

    private Open open(Job job, Lane lane, UnaryOperator<Exchange> around) throws Closed {
        var upstream = upstreams
                .get(job.style())
                .orElseThrow(() -> new Closed(Issue.UNSUPPORTED, "This gateway does not call this style"));
        try {
            var credential = credentials.open(job.tenantId(), job.connectionId(), job.credential());
            var quota = Objects.requireNonNullElse(job.quota(), upstream.quota());
            var target = new Connections.Target(
                    job.tenantId(), job.connectionId(), job.style(), URI.create(job.baseUrl()), quota);
            var account = new Account(credential, job.account(), job.upstreamProject());
            var exchange = around.apply(connections.exchange(target, upstream, lane));
            return new Open(NamedRemote.open(upstream, account, exchange), quota);
        } catch (WrongKey e) {
            throw new Closed(Issue.CREDENTIAL_REFUSED, "The credential cannot be read with the gateway's secret key");
        }
    }
}
