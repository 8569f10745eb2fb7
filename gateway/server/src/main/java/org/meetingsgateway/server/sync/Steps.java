package org.meetingsgateway.server.sync;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One thing after the other, as many as there are: neither the stack nor a chain of futures grows. */
final class Steps {
    private Steps() {}

    /** Until a step says false. */
    static Future<Void> repeat(Supplier<Future<Boolean>> step) {
        var done = Promise.<Void>promise();
        go(step, done);
        return done.future();
    }

    static <T> Future<Void> each(Iterable<T> things, Function<T, Future<?>> step) {
        Iterator<T> rest = things.iterator();
        return repeat(() -> rest.hasNext() ? step.apply(rest.next()).map(done -> true) : Future.succeededFuture(false));
    }

    /** So many at once, begun in their order. After a failure no other is begun, and those that were come to their end. */
    static <T> Future<Void> each(Iterable<T> things, int atOnce, Function<T, Future<?>> step) {
        Iterator<T> rest = things.iterator();
        var failed = new AtomicBoolean();
        Supplier<Future<Boolean>> next = () -> !failed.get() && rest.hasNext()
                ? step.apply(rest.next()).<Boolean>map(done -> true).onFailure(failure -> failed.set(true))
                : Future.succeededFuture(false);
        var lines = Stream.generate(() -> repeat(next)).limit(atOnce).toList();
        return Future.join(lines).mapEmpty();
    }

    private static void go(Supplier<Future<Boolean>> step, Promise<Void> done) {
        while (true) {
            var taken = Future.succeededFuture().compose(start -> step.get());
            if (!taken.isComplete()) {
                taken.onFailure(done::fail).onSuccess(more -> {
                    if (more) {
                        go(step, done);
                    } else {
                        done.complete();
                    }
                });
                return;
            }
            if (taken.failed()) {
                done.fail(taken.cause());
                return;
            }
            if (!taken.result()) {
                done.complete();
                return;
            }
        }
    }
}
