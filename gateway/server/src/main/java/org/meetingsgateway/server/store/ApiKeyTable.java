package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Slice;

/** API keys, and the directory that finds a key by the hash of its secret before the tenant is known. */
public final class ApiKeyTable {
    /**
     * A key; its secret is not in it.
     *
     * @param prefix the first characters of the secret
     * @param projectIds null means every project of the person
     */
    public record ApiKey(
            UUID id,
            String style,
            UUID personId,
            String prefix,
            List<String> scopes,
            @Nullable List<UUID> projectIds,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt) {}

    /** What a new key is made of. */
    public record NewKey(
            String style,
            UUID personId,
            String prefix,
            List<String> scopes,
            @Nullable List<UUID> projectIds,
            @Nullable Instant expiresAt) {}

    /**
     * Whom a secret belongs to.
     *
     * @param projectIds null means every project of the person
     * @param version of the tenant, when it was so
     */
    public record KeyHolder(
            UUID tenantId,
            String tenant,
            UUID keyId,
            UUID personId,
            String style,
            Set<String> scopes,
            @Nullable Set<UUID> projectIds,
            @Nullable Instant expiresAt,
            boolean revoked,
            TenantVersion version)
            implements Versioned {}

    private static final String COLUMNS = "k.id, k.style, k.person_id, k.prefix, k.scopes, k.project_ids, k.created_at,"
            + " k.expires_at, k.revoked_at, k.last_used_at";

    private final SqlClient client;
    private final Clock clock;

    public ApiKeyTable(SqlClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** One look-up in the directory; it starts from the hash because no tenant is known yet. */
    public Future<Optional<KeyHolder>> find(Buffer secretHash) {
        return new Sql(
                        "SELECT k.tenant_id, t.slug, k.id, k.person_id, k.style, k.scopes, k.project_ids,"
                                + " k.expires_at, k.revoked_at IS NOT NULL, " + TenantVersion.COLUMNS
                                + " FROM credential c JOIN api_key k ON k.tenant_id = c.tenant_id AND k.id = c.key_id"
                                + " JOIN tenant t ON t.id = c.tenant_id AND t.deleted_at IS NULL" + TenantVersion.JOIN
                                + " WHERE c.secret_hash = ?",
                        secretHash)
                .run(client)
                .map(rows -> rows.size() == 0
                        ? Optional.<KeyHolder>empty()
                        : Optional.of(holder(rows.iterator().next())))
                .recover(Failures::translate);
    }

    /** Newest first, revoked ones included. */
    public Future<Page<ApiKey>> list(UUID tenantId, Slice.After slice) {
        return Future.succeededFuture(new Sql("SELECT " + COLUMNS + " FROM api_key k WHERE k.tenant_id = ?", tenantId))
                .compose(sql -> {
                    var keyset = Keyset.newestFirst("k", "keys", tenantId);
                    keyset.slice(sql, slice);
                    return sql.run(client).map(rows -> {
                        var keys = new ArrayList<ApiKey>(rows.size());
                        rows.forEach(row -> keys.add(key(row)));
                        return keyset.page(slice, keys, k -> Cursor.of(k.createdAt(), k.id()), null);
                    });
                })
                .recover(Failures::translate);
    }

    /** Fails with {@link Problem.NotFound}. */
    public Future<ApiKey> get(UUID tenantId, String id) {
        return new Sql(
                        "SELECT " + COLUMNS + " FROM api_key k WHERE k.tenant_id = ? AND k.id = ?",
                        tenantId,
                        Ids.uuid(id).orElseThrow(ApiKeyTable::notFound))
                .run(client)
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw notFound();
                    }
                    return key(rows.iterator().next());
                })
                .recover(Failures::translate);
    }

    /** Fails with {@link Problem.Conflict} when the secret is known, {@link Problem.Invalid} when the person is not. */
    public Future<ApiKey> create(UUID tenantId, NewKey key, Buffer secretHash) {
        return new Sql(
                        "WITH k AS (INSERT INTO api_key AS k (tenant_id, id, style, person_id, prefix, scopes,"
                                + " project_ids, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *)",
                        tenantId,
                        Ids.next(),
                        key.style(),
                        key.personId(),
                        key.prefix(),
                        key.scopes().toArray(String[]::new),
                        key.projectIds() == null ? null : Sql.ids(key.projectIds()),
                        now(),
                        key.expiresAt())
                .add(
                        ", c AS (INSERT INTO credential (secret_hash, tenant_id, key_id) SELECT ?, k.tenant_id, k.id FROM k)",
                        secretHash)
                .add(" SELECT " + COLUMNS + " FROM k")
                .run(client)
                .map(rows -> key(rows.iterator().next()))
                .recover(ApiKeyTable::known);
    }

    /** Fails with {@link Problem.Invalid} where one of them is no project of the tenant. */
    public Future<Void> checkProjects(UUID tenantId, List<UUID> projectIds) {
        return new Sql(
                        "SELECT count(*) FROM project p WHERE p.tenant_id = ? AND p.id = ANY(?)",
                        tenantId,
                        Sql.ids(projectIds))
                .run(client)
                .map(rows -> {
                    if (rows.iterator().next().getLong(0) < projectIds.size()) {
                        throw new Problem.Invalid(
                                Problem.Violation.In.BODY, "/project_ids", "not_found", "No such project");
                    }
                    return (Void) null;
                })
                .recover(Failures::translate);
    }

    /** From then on the secret is no good; the key stays in the list. Revoking again changes nothing. */
    public Future<Void> revoke(UUID tenantId, String id) {
        return new Sql(
                        "UPDATE api_key k SET revoked_at = coalesce(k.revoked_at, ?) WHERE k.tenant_id = ? AND k.id = ?",
                        now(),
                        tenantId,
                        Ids.uuid(id).orElseThrow(ApiKeyTable::notFound))
                .run(client)
                .map(rows -> {
                    if (rows.rowCount() == 0) {
                        throw notFound();
                    }
                    return (Void) null;
                })
                .recover(Failures::translate);
    }

    /** Puts a new secret in the place of the old one. Fails with {@link Problem.Conflict} for a key that is revoked or over. */
    public Future<ApiKey> rotate(UUID tenantId, String id, String prefix, Buffer secretHash) {
        return new Sql(
                        "WITH k AS (UPDATE api_key k SET prefix = ? WHERE k.tenant_id = ? AND k.id = ?"
                                + " AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > ?) RETURNING *)",
                        prefix,
                        tenantId,
                        Ids.uuid(id).orElseThrow(ApiKeyTable::notFound),
                        now())
                .add(
                        ", c AS (UPDATE credential c SET secret_hash = ? FROM k WHERE c.tenant_id = ? AND c.key_id = k.id)",
                        secretHash,
                        tenantId)
                .add(" SELECT " + COLUMNS + " FROM k")
                .run(client)
                .compose(rows -> rows.size() > 0
                        ? Future.succeededFuture(key(rows.iterator().next()))
                        : get(tenantId, id).<ApiKey>map(there -> {
                            throw new Problem.Conflict(
                                    there.revokedAt() == null ? "The key has expired" : "The key is revoked");
                        }))
                .recover(ApiKeyTable::known);
    }

    /** Notes when a key was used, unless that was noted less than {@code pause} ago. */
    public Future<Void> noteUse(UUID tenantId, UUID id, Instant at, Duration pause) {
        return new Sql(
                        "UPDATE api_key k SET last_used_at = ? WHERE k.tenant_id = ? AND k.id = ?"
                                + " AND (k.last_used_at IS NULL OR k.last_used_at <= ?)",
                        at.truncatedTo(ChronoUnit.MICROS),
                        tenantId,
                        id,
                        at.minus(pause))
                .run(client)
                .<Void>mapEmpty()
                .recover(Failures::translate);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static <T> Future<T> known(Throwable failure) {
        return failure instanceof PgException pg && "credential_pkey".equals(pg.getConstraint())
                ? Future.failedFuture(new Problem.Conflict("This secret is known already"))
                : Failures.translate(failure);
    }

    private static Problem.NotFound notFound() {
        return new Problem.NotFound("key");
    }

    private static KeyHolder holder(Row row) {
        var projectIds = row.getArrayOfUUIDs(6);
        return new KeyHolder(
                row.getUUID(0),
                row.getString(1),
                row.getUUID(2),
                row.getUUID(3),
                row.getString(4),
                Set.copyOf(List.of(row.getArrayOfStrings(5))),
                projectIds == null ? null : Set.of(projectIds),
                Sql.instantOrNull(row, 7),
                row.getBoolean(8),
                TenantVersion.of(row, 9));
    }

    private static ApiKey key(Row row) {
        var projectIds = row.getArrayOfUUIDs(5);
        return new ApiKey(
                row.getUUID(0),
                row.getString(1),
                row.getUUID(2),
                row.getString(3),
                List.of(row.getArrayOfStrings(4)),
                projectIds == null ? null : List.of(projectIds),
                Sql.instant(row, 6),
                Sql.instantOrNull(row, 7),
                Sql.instantOrNull(row, 8),
                Sql.instantOrNull(row, 9));
    }
}
