package org.meetingsgateway.server.http;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * Two ways to ask the store for nothing; both fail while it does not answer.
 *
 * @param inTurn waits for its turn as the statements of requests do
 * @param alone waits behind nothing
 */
public record StoreProbe(Supplier<Future<Void>> inTurn, Supplier<Future<Void>> alone) {}
