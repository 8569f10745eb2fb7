package org.meetingsgateway.server.admin;

import java.time.Clock;
import org.meetingsgateway.server.federation.Credentials;
import org.meetingsgateway.server.federation.Upstreams;
import org.meetingsgateway.server.store.ConnectionActions;
import org.meetingsgateway.server.store.ConnectionRemoval;
import org.meetingsgateway.server.store.ConnectionReports;
import org.meetingsgateway.server.store.ConnectionTable;
import org.meetingsgateway.server.upstream.AddressPolicy;

/**
 * What connections are looked after with.
 *
 * @param policy which addresses they may be at
 */
public record ConnectionAdmin(
        ConnectionTable table,
        ConnectionReports reports,
        ConnectionActions actions,
        ConnectionRemoval removal,
        Upstreams upstreams,
        Credentials credentials,
        AddressPolicy policy,
        Clock clock) {}
