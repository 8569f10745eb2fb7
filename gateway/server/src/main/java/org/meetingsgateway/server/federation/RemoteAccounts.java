package org.meetingsgateway.server.federation;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.meetingsgateway.remote.Account;
import org.meetingsgateway.server.access.AesGcm.WrongKey;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.server.sync.Accounts;
import org.meetingsgateway.server.sync.Issue;
import org.meetingsgateway.server.sync.Job;
import org.meetingsgateway.server.upstream.AddressPolicy;
import org.meetingsgateway.server.upstream.Measured;
import org.meetingsgateway.server.upstream.Told;
import org.meetingsgateway.server.upstream.Transport;

/** Opens the accounts of connections over HTTP. */
public final class RemoteAccounts implements Accounts {
    /** A page of whole meetings with their transcripts is long. */
    private static final Transport.Bounds BOUNDS =
            new Transport.Bounds(Duration.ofSeconds(5), Duration.ofSeconds(30), 4, 16, 64 << 20);

    private final Vertx vertx;
    private final Upstreams upstreams;
    private final Credentials credentials;
    private final AddressPolicy addresses;
    private final Metrics metrics;

    public RemoteAccounts(
            Vertx vertx, Upstreams upstreams, Credentials credentials, AddressPolicy addresses, Metrics metrics) {
        this.vertx = vertx;
        this.upstreams = upstreams;
        this.credentials = credentials;
        this.addresses = addresses;
        this.metrics = metrics;
    }

    @Override
    public Open open(Job job) throws Closed {
        var upstream = upstreams
                .get(job.style())
                .orElseThrow(() -> new Closed(Issue.UNSUPPORTED, "This gateway does not call this style"));
        try {
            var credential = credentials.open(job.tenantId(), job.connectionId(), job.credential());
            var transport = new Transport(vertx, URI.create(job.baseUrl()), addresses, BOUNDS);
            var exchange = new Told(new Measured(transport, metrics.client(job.style(), "mirror")));
            var account = new Account(credential, job.account(), job.upstreamProject());
            return new Open(
                    upstream.open(account, exchange),
                    Objects.requireNonNullElse(job.quota(), upstream.quota()),
                    transport::close);
        } catch (WrongKey e) {
            throw new Closed(Issue.CREDENTIAL_REFUSED, "The credential cannot be read with the gateway's secret key");
        }
    }
}
