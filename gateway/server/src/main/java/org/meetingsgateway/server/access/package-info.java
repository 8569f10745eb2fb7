/**
 * Who is calling: API keys of the legacy styles, canonical tokens (JWT, RFC 8725) and the operator's token, each turned
 * into a {@link org.meetingsgateway.call.Principal}. Secrets are known here by their hashes only.
 */
@NullMarked
package org.meetingsgateway.server.access;

import org.jspecify.annotations.NullMarked;
