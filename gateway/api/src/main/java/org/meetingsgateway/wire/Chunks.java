package org.meetingsgateway.wire;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** A body in pieces. Whoever sends it asks for the next piece only when the last one was taken: memory stays bounded. */
@FunctionalInterface
public interface Chunks {
    /** The next piece, or null at the end. Never asked again before it has answered, nor after null or a failure. */
    Future<@Nullable Buffer> next();
}
