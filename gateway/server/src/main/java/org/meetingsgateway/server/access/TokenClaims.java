package org.meetingsgateway.server.access;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What a verified canonical token says.
 *
 * @param tenant the tenant's slug
 * @param scopes expanded
 */
record TokenClaims(String tenant, UUID personId, Set<String> scopes, Instant expiresAt) {}
