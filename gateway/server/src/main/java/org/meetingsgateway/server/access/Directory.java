package org.meetingsgateway.server.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.server.store.TenantVersion;
import org.meetingsgateway.server.store.Versioned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is who, from memory for as long as nothing has changed in their tenant that bears on it: every look-up asks for the
 * tenant's version, and what was remembered under another one is asked for again. Without versions, and where the
 * database does not tell them, what is remembered counts for {@link Lookup#FOUND}.
 *
 * @param <K> compares by value
 */
final class Directory<K, V extends Versioned> {
    private static final Logger LOG = LoggerFactory.getLogger(Directory.class);

    /** @param version of the tenant now; null where that is not known */
    record Found<V>(V value, @Nullable TenantVersion version) {}

    private final Lookup<K, V> remembered;
    private final @Nullable Function<UUID, Future<Optional<TenantVersion>>> versions;

    /** @param versions null: nobody asks for them */
    Directory(
            Vertx vertx,
            long maximumSize,
            Function<K, Future<Optional<V>>> question,
            @Nullable Function<UUID, Future<Optional<TenantVersion>>> versions) {
        this.remembered = new Lookup<>(vertx, maximumSize, question);
        this.versions = versions;
    }

    Future<Optional<Found<V>>> find(K key) {
        return remembered.get(key).compose(known -> known.isEmpty() ? nobody() : current(key, known.get()));
    }

    private Future<Optional<Found<V>>> current(K key, V known) {
        if (versions == null) {
            return found(known, null);
        }
        return versions.apply(known.tenantId()).transform((now, failure) -> {
            if (failure != null) {
                LOG.debug("The version of a tenant is not known", failure);
                return found(known, null);
            }
            if (now.isPresent() && now.get().access() == known.version().access()) {
                return found(known, now.get());
            }
            remembered.forget(key);
            return remembered.get(key).map(again -> again.map(value -> new Found<>(value, value.version())));
        });
    }

    /** What is remembered no longer counts. */
    void forgetAll() {
        remembered.forgetAll();
    }

    private static <V> Future<Optional<Found<V>>> found(V value, @Nullable TenantVersion version) {
        return Future.succeededFuture(Optional.of(new Found<>(value, version)));
    }

    private static <V> Future<Optional<Found<V>>> nobody() {
        return Future.succeededFuture(Optional.empty());
    }
}
