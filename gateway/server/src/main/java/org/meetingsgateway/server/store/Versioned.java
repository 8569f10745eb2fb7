package org.meetingsgateway.server.store;

import java.util.UUID;

/** What was read of a tenant, in one statement with the tenant's version. */
public interface Versioned {
    UUID tenantId();

    TenantVersion version();
}
