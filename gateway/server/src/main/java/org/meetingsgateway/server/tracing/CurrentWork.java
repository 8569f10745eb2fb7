package org.meetingsgateway.server.tracing;

import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.context.storage.AccessMode;
import io.vertx.core.spi.context.storage.ContextLocal;

/**
 * What is being done in a Vert.x context. Vert.x gives every HTTP request a context of its own, in which all futures of the
 * request end; Vert.x finds this class as a service, so that its place is there in every context.
 */
public final class CurrentWork implements VertxServiceProvider {
    private static final ContextLocal<Work> PLACE = ContextLocal.registerLocal(Work.class);

    @Override
    public void init(VertxBootstrap bootstrap) {
        // The place is registered by now.
    }

    /** {@link Work#NONE} where nothing is, or outside of Vert.x. */
    static Work get() {
        var context = Vertx.currentContext();
        var work = context == null ? null : context.getLocal(PLACE, AccessMode.CONCURRENT);
        return work == null ? Work.NONE : work;
    }

    /** From now on in this context, which must be nobody else's. */
    static void set(Work work) {
        var context = Vertx.currentContext();
        if (context != null) {
            context.putLocal(PLACE, AccessMode.CONCURRENT, work);
        }
    }

    /** Runs something on this event loop, at once, in a context that is its own. */
    static void apart(Work work, Runnable what) {
        if (!(Vertx.currentContext() instanceof ContextInternal here)) {
            what.run();
            return;
        }
        var own = here.duplicate();
        own.putLocal(PLACE, AccessMode.CONCURRENT, work);
        own.dispatch(what);
    }
}
