package org.meetingsgateway.server.federation;

import java.net.URI;
import java.util.Objects;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.server.access.AesGcm.WrongKey;
import org.meetingsgateway.server.sync.Accounts;
import org.meetingsgateway.server.sync.Issue;
import org.meetingsgateway.server.sync.Job;
import org.meetingsgateway.server.upstream.Connections;
import org.meetingsgateway.server.upstream.Lane;

/** Opens the accounts of connections over HTTP. */
public record RemoteAccounts(Upstreams upstreams, Credentials credentials, Connections connections)
        implements Accounts {
    @Override
    public Open open(Job job) throws Closed {
        return open(job, Lane.MIRROR);
    }

    @Override
    public void letGo(Job job) {
        connections.forget(job.tenantId(), job.connectionId());
    }

    /** @param lane who asks it */
    public Open open(Job job, Lane lane) throws Closed {
        var upstream = upstreams
                .get(job.style())
                .orElseThrow(() -> new Closed(Issue.UNSUPPORTED, "This gateway does not call this style"));
        try {
            var credential = credentials.open(job.tenantId(), job.connectionId(), job.credential());
            var quota = Objects.requireNonNullElse(job.quota(), upstream.quota());
            var target = new Connections.Target(
                    job.tenantId(), job.connectionId(), job.style(), URI.create(job.baseUrl()), quota);
            var account = new Account(credential, job.account(), job.upstreamProject());
            var exchange = connections.exchange(target, upstream, lane);
            return new Open(NamedRemote.open(upstream, account, exchange), quota);
        } catch (WrongKey e) {
            throw new Closed(Issue.CREDENTIAL_REFUSED, "The credential cannot be read with the gateway's secret key");
        }
    }
}
