package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Asks for the versions of tenants: each event loop asks one question at a time, for all that came up since the last one, so
 * that the more is asked, the less each costs. An answer is never older than the call that it is for. Safe from any thread.
 */
public final class TenantVersions {
    /** Whoever has to wait longer does without. */
    private static final long PATIENCE_MS = 1_000;

    private static final String QUESTION = "SELECT t.id, " + TenantVersion.COLUMNS + " FROM tenant t"
            + TenantVersion.JOIN + " WHERE t.id = ANY(?::uuid[])";

    private final SqlClient client;
    private final ThreadLocal<Round> rounds = ThreadLocal.withInitial(Round::new);

    TenantVersions(SqlClient client) {
        this.client = client;
    }

    /** Empty where there is no such tenant. Fails where the database does not say so in time. */
    public Future<Optional<TenantVersion>> of(UUID tenantId) {
        return Vertx.currentContext() instanceof ContextInternal here && here.isEventLoopContext()
                ? rounds.get().join(tenantId, here)
                : ask(Set.of(tenantId)).map(known -> Optional.ofNullable(known.get(tenantId)));
    }

    private Future<Map<UUID, TenantVersion>> ask(Collection<UUID> tenants) {
        return new Sql(QUESTION, (Object) tenants.toArray(UUID[]::new))
                .run(client)
                .timeout(PATIENCE_MS, TimeUnit.MILLISECONDS)
                .map(rows -> {
                    var versions = new HashMap<UUID, TenantVersion>();
                    rows.forEach(row -> versions.put(row.getUUID(0), TenantVersion.of(row, 1)));
                    return versions;
                });
    }

    /** The questions of one event loop, whose thread alone calls it. */
    private final class Round {
        private Map<UUID, List<Promise<Optional<TenantVersion>>>> waiting = new HashMap<>();
        private boolean isAsking;

        Future<Optional<TenantVersion>> join(UUID tenant, ContextInternal here) {
            // Of the request's own context, so that it goes on there, whoever's question it was.
            var promise = here.<Optional<TenantVersion>>promise();
            waiting.computeIfAbsent(tenant, first -> new ArrayList<>()).add(promise);
            if (!isAsking) {
                isAsking = true;
                // All that came in with the same turn of the event loop go together.
                here.unwrap().runOnContext(turn -> next());
            }
            return promise.future();
        }

        private void next() {
            isAsking = !waiting.isEmpty();
            if (!isAsking) {
                return;
            }
            var asked = waiting;
            waiting = new HashMap<>();
            ask(asked.keySet()).onComplete((versions, failure) -> {
                next();
                asked.forEach((tenant, promises) -> {
                    for (var promise : promises) {
                        if (failure == null) {
                            promise.complete(Optional.ofNullable(versions.get(tenant)));
                        } else {
                            promise.fail(failure);
                        }
                    }
                });
            });
        }
    }
}
