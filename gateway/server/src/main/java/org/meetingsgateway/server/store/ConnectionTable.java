package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.remote.Quota;

/** Connections as their operator made them. */
public final class ConnectionTable {
    /** How many a tenant may have. */
    public static final int MAX = 100;

    /** What a new connection is made of. */
    public record NewConnection(
            String style,
            String name,
            String baseUrl,
            @Nullable String account,
            @Nullable Integer upstreamProject,
            UUID projectId,
            UUID ownerId,
            int pollSeconds,
            @Nullable Quota quota) {}

    /**
     * What is to be changed; null leaves a value as it is.
     *
     * @param setsQuota whether {@code quota} takes the place of the stored one; null there means what the style allows
     */
    public record ConnectionPatch(
            @Nullable String name,
            @Nullable String baseUrl,
            @Nullable Buffer credential,
            @Nullable Integer pollSeconds,
            boolean setsQuota,
            @Nullable Quota quota) {
        boolean isEmpty() {
            return name == null && baseUrl == null && credential == null && pollSeconds == null && !setsQuota;
        }
    }

    /** Encrypts the credential of a connection. */
    @FunctionalInterface
    public interface Sealing {
        Buffer seal(UUID connectionId);
    }

    private static final String COLUMNS =
            "c.id, c.style, c.name, c.base_url, c.account, c.upstream_project, c.project_id,"
                    + " c.owner_id, c.poll_seconds, c.quota_requests, c.quota_seconds, c.paused_at, c.phase, c.pages_done,"
                    + " c.items_done, c.last_success_at, c.next_free_at, c.created_at, c.updated_at, c.version,"
                    + " (SELECT count(*) FROM mirrored m"
                    + " WHERE m.tenant_id = c.tenant_id AND m.connection_id = c.id AND NOT m.settled"
                    + " AND m.fingerprint <> ''),"
                    + " ARRAY(SELECT i.code FROM connection_issue i"
                    + " WHERE i.tenant_id = c.tenant_id AND i.connection_id = c.id AND i.resolved_at IS NULL)";

    /** Whoever runs a pass sees another number, and begins anew. */
    static final String ANEW = ", phase = 'first_load', cursor = NULL, pass = c.pass + 1, pass_started_at = NULL,"
            + " pages_done = 0, items_done = 0";

    private final SqlClient client;
    private final Clock clock;

    public ConnectionTable(SqlClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Newest first. */
    public Future<Page<Connection>> list(UUID tenantId, Slice.After slice) {
        return Future.succeededFuture(
                        new Sql("SELECT " + COLUMNS + " FROM connection c WHERE c.tenant_id = ?", tenantId))
                .compose(sql -> {
                    var keyset = Keyset.newestFirst("c", "connections", tenantId);
                    keyset.slice(sql, slice);
                    return sql.run(client).map(rows -> {
                        var connections = new ArrayList<Connection>(rows.size());
                        rows.forEach(row -> connections.add(connection(row)));
                        return keyset.page(slice, connections, c -> Cursor.of(c.createdAt(), c.id()), null);
                    });
                })
                .recover(Failures::translate);
    }

    /** Fails with {@link Problem.NotFound}. */
    public Future<Connection> get(UUID tenantId, String id) {
        return of(new Sql("SELECT " + COLUMNS + " FROM connection c"), tenantId, id)
                .run(client)
                .map(rows -> first(rows).orElseThrow(ConnectionTable::notFound))
                .recover(Failures::translate);
    }

    /** Fails with {@link Problem.Conflict} beyond {@link #MAX}, {@link Problem.Invalid} for an unknown project or owner. */
    public Future<Connection> create(UUID tenantId, NewConnection made, Sealing sealing) {
        var id = Ids.next();
        var now = now();
        var quota = made.quota();
        return new Sql(
                        "INSERT INTO connection AS c (tenant_id, id, style, name, base_url, credential, account,"
                                + " upstream_project, project_id, owner_id, poll_seconds, quota_requests, quota_seconds,"
                                + " next_poll_at, created_at, updated_at) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,",
                        tenantId,
                        id,
                        made.style(),
                        made.name(),
                        made.baseUrl(),
                        sealing.seal(id),
                        made.account(),
                        made.upstreamProject(),
                        made.projectId(),
                        made.ownerId(),
                        made.pollSeconds(),
                        quota == null ? null : quota.requests(),
                        quota == null ? null : quota.seconds())
                .add(" ?, ?, ?", now, now, now)
                .add(" WHERE (SELECT count(*) FROM connection o WHERE o.tenant_id = ?) < ?", tenantId, (long) MAX)
                .add(" RETURNING " + COLUMNS)
                .run(client)
                .map(rows -> first(rows)
                        .orElseThrow(() -> new Problem.Conflict("A tenant has " + MAX + " connections at most")))
                .recover(Failures::translate);
    }

    /**
     * What was changed has its effect at once: it is polled now, and slots of another quota are not waited for; whoever runs the
     * connection sees it within seconds. Another base URL is looked through from the beginning.
     */
    public Future<Connection> update(UUID tenantId, String id, @Nullable Precondition expected, ConnectionPatch patch) {
        if (patch.isEmpty()) {
            return get(tenantId, id).map(seen -> {
                Versions.check(expected, seen.version());
                return seen;
            });
        }
        var now = now();
        var sql = new Sql(
                "UPDATE connection c SET version = c.version + 1, updated_at = ?, failed_runs = 0, next_poll_at = ?",
                now,
                now);
        if (patch.name() != null) {
            sql.add(", name = ?", patch.name());
        }
        if (patch.baseUrl() != null) {
            sql.add(", base_url = ?" + ANEW, patch.baseUrl());
        }
        if (patch.credential() != null) {
            sql.add(", credential = ?", patch.credential());
        }
        if (patch.pollSeconds() != null) {
            sql.add(", poll_seconds = ?", patch.pollSeconds());
        }
        var quota = patch.quota();
        if (patch.setsQuota()) {
            sql.add(
                    ", next_free_at = least(c.next_free_at, clock_timestamp()), quota_requests = ?, quota_seconds = ?",
                    quota == null ? null : quota.requests(),
                    quota == null ? null : quota.seconds());
        }
        return expected(of(sql, tenantId, id), expected)
                .add(" RETURNING " + COLUMNS)
                .run(client)
                .compose(rows -> first(rows)
                        .map(Future::succeededFuture)
                        .orElseGet(() -> missed(client, tenantId, id, new Problem.PreconditionFailed())))
                .recover(Failures::translate);
    }

    /** The condition that it is this connection. */
    static Sql of(Sql sql, UUID tenantId, String id) {
        return sql.add(
                " WHERE c.tenant_id = ? AND c.id = ?", tenantId, Ids.uuid(id).orElseThrow(ConnectionTable::notFound));
    }

    static Sql expected(Sql sql, @Nullable Precondition expected) {
        return expected == null ? sql : sql.add(" AND c.version = ANY(?)", (Object) Versions.seen(expected));
    }

    /** Why nothing was written: it is not there, or else the problem. */
    static <T> Future<T> missed(SqlClient client, UUID tenantId, String id, Problem otherwise) {
        return of(new Sql("SELECT FROM connection c"), tenantId, id)
                .run(client)
                .compose(rows -> Future.failedFuture(rows.size() == 0 ? notFound() : otherwise));
    }

    static Problem.NotFound notFound() {
        return new Problem.NotFound("connection");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Optional<Connection> first(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(connection(rows.iterator().next()));
    }

    private static Connection connection(Row row) {
        var requests = row.getInteger(9);
        return new Connection(
                row.getUUID(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getInteger(5),
                row.getUUID(6),
                row.getUUID(7),
                row.getInteger(8),
                requests == null ? null : new Quota(requests, row.getLong(10)),
                Sql.instantOrNull(row, 11),
                Set.copyOf(List.of(row.getArrayOfStrings(21))),
                new Connection.Progress(row.getString(12), row.getLong(13), row.getLong(14), row.getLong(20)),
                Sql.instantOrNull(row, 15),
                Sql.instantOrNull(row, 16),
                Sql.instant(row, 17),
                Sql.instant(row, 18),
                row.getLong(19));
    }
}
