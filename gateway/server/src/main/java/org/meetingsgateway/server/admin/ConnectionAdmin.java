package org.meetingsgateway.server.admin;

import java.time.Clock;
import java.util.UUID;
import java.util.function.BiConsumer;
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
 * @param removed hears of a tenant's connection that is gone
 */
public record ConnectionAdmin(
        ConnectionTable table,
        ConnectionReports reports,
        ConnectionActions actions,
        ConnectionRemoval removal,
        Upstreams upstreams,
        Credentials credentials,
        AddressPolicy policy,
        BiConsumer<UUID, UUID> removed,
        Clock clock) {}
