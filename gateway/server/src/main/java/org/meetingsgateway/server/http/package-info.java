/**
 * The listener: one loop through which every request to every surface passes.
 *
 * <p>{@link org.meetingsgateway.server.http.GatewayServer} listens. A request is met by {@code Entrance}, which finds
 * the surface that it is addressed to; {@code Steps} takes it through credential, limit, scope, parameters, body and
 * idempotency to its endpoint; {@code Visit} sees to it that there is one answer, in time and in the surface's envelope.
 */
@NullMarked
package org.meetingsgateway.server.http;

import org.jspecify.annotations.NullMarked;
