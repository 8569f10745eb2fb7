package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Precondition;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Account;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Slice;

/** The directory of tenants. */
public final class TenantTable {
    static final String COLUMNS =
            "t.id, t.alias, t.slug, t.name, t.timezone, t.week_start, t.created_at, t.updated_at, t.version";

    /**
     * That a person belongs to a tenant.
     *
     * @param version of the tenant, when it was so
     */
    public record Membership(UUID tenantId, TenantVersion version) implements Versioned {}

    private final SqlClient client;
    private final Clock clock;

    public TenantTable(SqlClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Newest first. */
    public Future<Page<Account>> list(Slice.After slice) {
        return Future.succeededFuture(new Sql("SELECT " + COLUMNS + " FROM tenant t WHERE t.deleted_at IS NULL"))
                .compose(sql -> {
                    var keyset = Keyset.newestFirst("t", "tenants");
                    keyset.slice(sql, slice);
                    return sql.run(client).map(rows -> {
                        var tenants = new ArrayList<Account>(rows.size());
                        rows.forEach(row -> tenants.add(account(row)));
                        return keyset.page(slice, tenants, t -> Cursor.of(t.createdAt(), t.id()), null);
                    });
                })
                .recover(Failures::translate);
    }

    /** Fails with {@link Problem.NotFound}. */
    public Future<Account> get(String slug) {
        return new Sql("SELECT " + COLUMNS + " FROM tenant t WHERE t.slug = ? AND t.deleted_at IS NULL", slug)
                .run(client)
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new Problem.NotFound("tenant");
                    }
                    return account(rows.iterator().next());
                })
                .recover(Failures::translate);
    }

    /** Fails with {@link Problem.Conflict} when the slug is taken. */
    public Future<Account> create(String slug, String name, String timezone, int weekStart) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Sql(
                        "INSERT INTO tenant AS t (id, alias, slug, name, timezone, week_start, created_at, updated_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING " + COLUMNS,
                        Ids.next(),
                        Ids.alias(now),
                        slug,
                        name,
                        timezone,
                        weekStart,
                        now,
                        now)
                .run(client)
                .map(rows -> account(rows.iterator().next()))
                .recover(failure -> failure instanceof PgException pg && "tenant_slug_key".equals(pg.getConstraint())
                        ? Future.failedFuture(
                                new Problem.Conflict("The slug " + slug + " is taken; that of a tenant that"
                                        + " was deleted is free when all is gone that it had"))
                        : Failures.translate(failure));
    }

    /** Null leaves a value as it is. */
    public Future<Account> update(
            String slug,
            @Nullable Precondition expected,
            @Nullable String name,
            @Nullable String timezone,
            @Nullable Integer weekStart) {
        if (name == null && timezone == null && weekStart == null) {
            return get(slug).map(seen -> {
                Versions.check(expected, seen.version());
                return seen;
            });
        }
        var sql = new Sql(
                "UPDATE tenant t SET version = t.version + 1, updated_at = ?",
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (name != null) {
            sql.add(", name = ?", name);
        }
        if (timezone != null) {
            sql.add(", timezone = ?", timezone);
        }
        if (weekStart != null) {
            sql.add(", week_start = ?", weekStart);
        }
        sql.add(" WHERE t.slug = ? AND t.deleted_at IS NULL", slug);
        return expected(sql, expected)
                .add(" RETURNING " + COLUMNS)
                .run(client)
                .compose(rows -> rows.size() > 0
                        ? Future.succeededFuture(account(rows.iterator().next()))
                        : this.<Account>changed(slug))
                .recover(Failures::translate);
    }

    /**
     * From now on nobody gets in, here nor on another replica, and its connections rest; {@link TenantRemoval} takes away what
     * it has. The slug stays taken until then. Asked again meanwhile, the answer is the same.
     */
    public Future<UUID> close(String slug, @Nullable Precondition expected) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var sql = new Sql(
                "WITH t AS (UPDATE tenant t SET deleted_at = coalesce(t.deleted_at, ?) WHERE t.slug = ?", now, slug);
        return expected(sql, expected)
                .add(" RETURNING t.id)")
                .add(
                        ", paused AS (UPDATE connection c SET paused_at = coalesce(c.paused_at, ?), pass = c.pass + 1"
                                + " FROM t WHERE c.tenant_id = t.id) SELECT t.id FROM t",
                        now)
                .run(client)
                .compose(rows -> rows.size() > 0
                        ? Future.succeededFuture(rows.iterator().next().getUUID(0))
                        : this.<UUID>changed(slug))
                .recover(Failures::translate);
    }

    /** Takes away what a closed tenant has, as far as that is quickly done. */
    public Future<Void> remove(UUID tenantId) {
        return new TenantRemoval(client, clock).start(tenantId);
    }

    /** The tenant with that slug, where that person belongs to it. */
    public Future<Optional<Membership>> tenantOfMember(String slug, UUID personId) {
        return new Sql(
                        "SELECT t.id, " + TenantVersion.COLUMNS + " FROM tenant t JOIN person p ON p.tenant_id = t.id"
                                + TenantVersion.JOIN + " WHERE t.slug = ? AND t.deleted_at IS NULL AND p.id = ?",
                        slug,
                        personId)
                .run(client)
                .map(rows -> rows.size() == 0
                        ? Optional.<Membership>empty()
                        : Optional.of(membership(rows.iterator().next())))
                .recover(Failures::translate);
    }

    private static Membership membership(Row row) {
        return new Membership(row.getUUID(0), TenantVersion.of(row, 1));
    }

    private static Sql expected(Sql sql, @Nullable Precondition expected) {
        return expected == null ? sql : sql.add(" AND t.version = ANY(?)", (Object) Versions.seen(expected));
    }

    /** Why nothing was written: it is not there, or it has another version. */
    private <T> Future<T> changed(String slug) {
        return get(slug).compose(there -> Future.failedFuture(new Problem.PreconditionFailed()));
    }

    static Account account(Row row) {
        return new Account(
                row.getUUID(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getInteger(5),
                Sql.instant(row, 6),
                Sql.instant(row, 7),
                row.getLong(8));
    }
}
