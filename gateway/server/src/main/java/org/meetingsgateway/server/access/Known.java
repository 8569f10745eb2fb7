package org.meetingsgateway.server.access;

import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.server.store.TenantVersion;

/**
 * Whose a credential is.
 *
 * @param version of the tenant, after the credential was asked for; null where the database does not say it
 */
public record Known(Principal principal, @Nullable TenantVersion version) {}
