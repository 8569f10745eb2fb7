package org.meetingsgateway.wire;

import io.vertx.core.Future;

/**
 * Sends one request and gives its whole response, whatever the status. Retry, budget and metrics are exchanges around
 * exchanges.
 */
@FunctionalInterface
public interface Exchange {
    Future<WireResponse.Bytes> send(WireRequest request);
}
