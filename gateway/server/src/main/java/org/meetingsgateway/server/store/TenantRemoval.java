package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.server.store.Batches.Part;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes away what a closed tenant has, some at a time, and in the end the tenant itself. Whoever is at it says so for a while;
 * what was interrupted is gone on with, by whichever replica looks first after that.
 */
final class TenantRemoval {
    private static final Logger LOG = LoggerFactory.getLogger(TenantRemoval.class);

    /** Who closes a tenant waits as long for what it has. */
    private static final Duration QUICKLY = Duration.ofSeconds(3);

    /** Of one tenant; then it is the next one's turn. */
    private static final Duration TURN = Duration.ofSeconds(20);

    /** Longer than a turn and its last statement. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    /** Everything that tenants have, in an order in which nothing points to what is gone, and as much as takes a moment. */
    static final List<Part> ALL = List.of(
            new Part("api_key", "id", 1_000),
            new Part("query_result", "query_id", 200),
            new Part("saved_query", "id", 500),
            new Part("outbox", "id", 2_000),
            new Part("mirrored", "connection_id", 2_000),
            new Part("connection_issue", "connection_id", 2_000),
            new Part("drift", "connection_id", 2_000),
            new Part("failure", "id", 2_000),
            new Part("raw_document", "meeting_id", 200),
            new Part("replaced_segment", "meeting_id", 5_000),
            new Part("segment", "meeting_id", 5_000),
            new Part("meeting_search", "meeting_id", 1_000),
            new Part("upload", "meeting_id", 2_000),
            new Part("report", "id", 500),
            new Part("action_item", "id", 1_000),
            new Part("meeting", "id", 200),
            new Part("connection", "id", 100),
            new Part("assignment_rule", "id", 1_000),
            new Part("project_member", "project_id", 1_000),
            new Part("project", "id", 200),
            new Part("person", "id", 200),
            new Part("idempotency", "principal", 1_000),
            new Part("slug_base", "thing", 5_000),
            new Part("meeting_total", "audience", 5_000),
            new Part("owner_total", "owner_id", 5_000),
            new Part("owner_period_total", "owner_id", 5_000));

    private final SqlClient client;
    private final Clock clock;

    TenantRemoval(SqlClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Never fails: what is left is for {@link #goOn}. */
    Future<Void> start(UUID tenant) {
        return taken(tenant)
                .compose(mine -> mine.isEmpty() ? Future.succeededFuture() : turn(tenant, QUICKLY))
                .otherwise(failure -> {
                    LOG.warn("the deletion of a tenant goes on later", failure);
                    return null;
                });
    }

    /** Whether there is more to do at once. */
    Future<Boolean> goOn() {
        return taken(null)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(false)
                        : turn(found.get(), TURN).map(done -> true));
    }

    /** A closed tenant that nobody is at, which is the caller's now. */
    private Future<Optional<UUID>> taken(@Nullable UUID which) {
        return new Sql("UPDATE tenant u SET removed_until = now() + interval '" + LEASE.toSeconds() + " seconds'"
                        + " FROM (SELECT t.id FROM tenant t WHERE t.deleted_at IS NOT NULL"
                        + " AND (t.removed_until IS NULL OR t.removed_until <= now())")
                .and("t.id = ?", which)
                .add(" ORDER BY t.removed_until NULLS FIRST LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED) f"
                        + " WHERE u.id = f.id RETURNING u.id")
                .run(client)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getUUID(0)));
    }

    /** Then it may be the next one's at once, unless nothing could be taken away. */
    private Future<Void> turn(UUID tenant, Duration patience) {
        var done = Promise.<Boolean>promise();
        step(new Removal(tenant, clock.instant().plus(patience)), 0, false, done);
        return done.future().compose(moved -> moved ? released(tenant) : Future.succeededFuture());
    }

    private Future<Void> released(UUID tenant) {
        return new Sql("UPDATE tenant t SET removed_until = now() WHERE t.id = ?", tenant)
                .run(client)
                .mapEmpty();
    }

    private record Removal(UUID tenant, Instant until) {}

    /** {@code moved}: whether anything was taken away. */
    private void step(Removal removal, int from, boolean moved, Promise<Boolean> done) {
        if (clock.instant().isAfter(removal.until())) {
            done.complete(moved);
            return;
        }
        if (from == ALL.size()) {
            last(removal.tenant()).onFailure(done::fail).onSuccess(gone -> done.complete(moved && !gone));
            return;
        }
        var part = ALL.get(from);
        Batches.ofTenant(client, part, removal.tenant(), "")
                .onFailure(done::fail)
                .onSuccess(rows -> step(removal, rows < part.atOnce() ? from + 1 : from, moved || rows > 0, done));
    }

    /** Whether it is gone: not while it has anything. */
    private Future<Boolean> last(UUID tenant) {
        var sql = new Sql("DELETE FROM tenant t WHERE t.id = ? AND t.deleted_at IS NOT NULL", tenant);
        ALL.forEach(part -> sql.add(" AND NOT EXISTS (SELECT FROM " + part.table() + " o WHERE o.tenant_id = t.id)"));
        return sql.run(client).map(rows -> rows.rowCount() > 0);
    }
}
