package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Asks for the versions of tenants: one question at a time, for all that came up since the last one on whatever event loop, so
 * that the more is asked, the less each costs. An answer is never older than the call that it is for. Safe from any thread.
 */
public final class TenantVersions {
    /** Whoever has to wait longer does without. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Slots are added up here, because PostgreSQL needs twice the time for a question that adds. */
    private static final String SLOTS =
            "SELECT tenant_id, content, access FROM tenant_version WHERE tenant_id = ANY(?::uuid[])";

    /** Of tenants without slots: nothing has changed of one that is older than slots, or it is gone. */
    private static final String WITHOUT_SLOTS = "SELECT t.id, " + TenantVersion.COLUMNS + " FROM tenant t"
            + TenantVersion.JOIN + " WHERE t.id = ANY(?::uuid[])";

    private final SqlClient client;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    /** Whether somebody asks, and goes on until nobody is waiting. */
    private final AtomicBoolean isAsking = new AtomicBoolean();

    TenantVersions(SqlClient client) {
        this.client = client;
    }

    /** Empty where there is no such tenant. Fails where the database does not say so in time. */
    public Future<Optional<TenantVersion>> of(UUID tenantId) {
        return Vertx.currentContext() instanceof ContextInternal here && here.isEventLoopContext()
                ? join(tenantId, here)
                : ask(Set.of(tenantId)).map(known -> Optional.ofNullable(known.get(tenantId)));
    }

    private Future<Map<UUID, TenantVersion>> ask(Set<UUID> tenants) {
        return ask(SLOTS, tenants).compose(versions -> {
            if (versions.size() == tenants.size()) {
                return Future.succeededFuture(versions);
            }
            var others = new HashSet<>(tenants);
            others.removeAll(versions.keySet());
            return ask(WITHOUT_SLOTS, others).map(more -> {
                versions.putAll(more);
                return versions;
            });
        });
    }

    private Future<Map<UUID, TenantVersion>> ask(String question, Set<UUID> tenants) {
        return new Sql(question, (Object) tenants.toArray(UUID[]::new))
                .run(client, PATIENCE)
                .map(rows -> {
                    var versions = new HashMap<UUID, TenantVersion>();
                    rows.forEach(row -> versions.merge(row.getUUID(0), TenantVersion.of(row, 1), TenantVersion::plus));
                    return versions;
                });
    }

    /** Somebody who asks. */
    private record Waiting(UUID tenant, Promise<Optional<TenantVersion>> promise) {}

    private Future<Optional<TenantVersion>> join(UUID tenant, ContextInternal here) {
        // Of the request's own context, so that it goes on there, whoever's question it was.
        var promise = here.<Optional<TenantVersion>>promise();
        waiting.add(new Waiting(tenant, promise));
        if (!isAsking.get() && isAsking.compareAndSet(false, true)) {
            // All that came in with the same turn of the event loop go together.
            here.unwrap().runOnContext(turn -> next());
        }
        return promise.future();
    }

    private void next() {
        var asked = new ArrayList<Waiting>();
        var tenants = new HashSet<UUID>();
        for (var one = waiting.poll(); one != null; one = waiting.poll()) {
            asked.add(one);
            tenants.add(one.tenant());
        }
        if (asked.isEmpty()) {
            isAsking.set(false);
            if (!waiting.isEmpty() && isAsking.compareAndSet(false, true)) { // it came in between
                next();
            }
            return;
        }
        Future.succeededFuture().compose(start -> ask(tenants)).onComplete((versions, failure) -> {
            next();
            for (var one : asked) {
                if (failure == null) {
                    one.promise().complete(Optional.ofNullable(versions.get(one.tenant())));
                } else {
                    one.promise().fail(failure);
                }
            }
        });
    }
}
