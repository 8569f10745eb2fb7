package org.meetingsgateway.server.http;

import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;

/**
 * Who asks.
 *
 * @param version of the content of the principal's tenant, asked for after the request came; null where it is not known
 */
public record Caller(Principal principal, @Nullable Long version) {}
