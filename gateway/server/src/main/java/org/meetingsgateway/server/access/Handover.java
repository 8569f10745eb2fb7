package org.meetingsgateway.server.access;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** Lets several requests wait for one piece of work without leaving their own event loops. */
public final class Handover {
    private Handover() {}

    /** The same outcome, delivered on the caller's context, whichever context the work is done on. */
    public static <T> Future<T> here(Vertx vertx, Future<T> shared) {
        if (shared.isComplete()) {
            return shared.succeeded() ? Future.succeededFuture(shared.result()) : Future.failedFuture(shared.cause());
        }
        var context = vertx.getOrCreateContext();
        var mine = Promise.<T>promise();
        shared.onComplete((value, failure) -> context.runOnContext(done -> mine.complete(value, failure)));
        return mine.future();
    }
}
