package org.meetingsgateway.server.app;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.server.access.Known;
import org.meetingsgateway.server.hot.HotReads;
import org.meetingsgateway.server.http.Caller;
import org.meetingsgateway.server.metrics.HotMetrics;
import org.meetingsgateway.server.metrics.Metrics;
import org.meetingsgateway.server.store.Store;
import org.meetingsgateway.server.store.TenantVersion;

/**
 * Answers that are kept, and the versions of tenants by which they are known to be right.
 *
 * @param versions null where nothing is kept: then nobody has to know whether something has changed
 * @param reads null where nothing is kept
 */
record HotWiring(
        @Nullable Function<UUID, Future<Optional<TenantVersion>>> versions,
        @Nullable HotReads reads) {
    /** @param bytes of memory for answers; 0: none are kept */
    static HotWiring of(long bytes, Store store, Metrics metrics, Clock clock) {
        if (bytes == 0) {
            return new HotWiring(null, null);
        }
        var versions = store.versions();
        return new HotWiring(
                versions::of,
                new HotReads(
                        bytes,
                        tenant -> versions.of(tenant).map(known -> known.map(TenantVersion::content)),
                        clock,
                        new HotMetrics(metrics)));
    }

    static Caller caller(Known known) {
        var version = known.version();
        return new Caller(known.principal(), version == null ? null : version.content());
    }
}
