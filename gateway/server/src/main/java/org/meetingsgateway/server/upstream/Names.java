package org.meetingsgateway.server.upstream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.meetingsgateway.server.upstream.NoResponse.Reason;

/** Finds the address of a host, as the operating system knows it, among those that may be called. */
final class Names {
    private static final int THREADS = 4;

    /** What the addresses of a host are; blocks. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final WorkerExecutor threads;
    private final Lookup lookup;
    private final AddressPolicy policy;

    Names(Vertx vertx, Lookup lookup, AddressPolicy policy) {
        this.threads = vertx.createSharedWorkerExecutor("upstream-names", THREADS);
        this.lookup = lookup;
        this.policy = policy;
    }

    Future<InetAddress> address(String host) {
        return threads.executeBlocking(() -> lookup.addresses(host), false)
                .map(all -> Stream.of(all)
                        .filter(policy::permits)
                        .findFirst()
                        .orElseThrow(() -> new NoResponse(Reason.FORBIDDEN_ADDRESS, null)));
    }

    Future<Void> close() {
        return threads.close();
    }
}
