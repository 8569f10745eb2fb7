package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.wire.WireResponse;

/** Answers by {@code Idempotency-Key}, written in the transaction of what the request writes. */
final class IdempotencyTable {
    private static final Duration KEPT = Duration.ofHours(24);

    /** Each holds an answer. */
    static final int AT_ONCE = 2_000;

    private final SqlClient client;
    private final Clock clock;

    /** @param client of one transaction, where an answer is to be kept */
    IdempotencyTable(SqlClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** The same for all requests of which each would be a repeat of the others. */
    static String name(Principal principal, String key) {
        return principal.tenantId() + "|" + who(principal) + "|" + key;
    }

    private static String who(Principal principal) {
        return principal.personId() == null
                ? principal.credentialId()
                : principal.personId().toString();
    }

    /** The answer that was kept; {@link Problem.IdempotencyReused} where it is that of another request. */
    Future<Optional<WireResponse>> kept(Principal principal, String key, String fingerprint) {
        return new Sql(
                        "SELECT fingerprint, status, headers, body FROM idempotency"
                                + " WHERE tenant_id = ? AND principal = ? AND key = ?",
                        principal.tenantId(),
                        who(principal),
                        key)
                .run(client)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(replay(rows.iterator().next(), fingerprint)));
    }

    /** Keeps what the effect ends with, unless somebody else has served the request, or is at it. */
    Future<WireResponse> once(
            Principal principal, String key, String fingerprint, Supplier<Future<WireResponse>> effect) {
        // The lock is taken by a statement of its own: the next one then sees what its last holder committed.
        return new Sql("SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0))", name(principal, key))
                .run(client)
                .compose(locked -> locked.iterator().next().getBoolean(0)
                        ? kept(principal, key, fingerprint)
                        : Future.failedFuture(new Problem.IdempotencyInFlight()))
                .compose(kept -> kept.isPresent()
                        ? Future.failedFuture(new Problem.IdempotencyInFlight()) // since this one was begun
                        : effect.get().compose(response -> keep(principal, key, fingerprint, response)));
    }

    private static WireResponse replay(Row row, String fingerprint) {
        if (!row.getString(0).equals(fingerprint)) {
            throw new Problem.IdempotencyReused();
        }
        var headers = MultiMap.caseInsensitiveMultiMap();
        row.getJsonObject(2).forEach(header -> headers.set(header.getKey(), (String) header.getValue()));
        headers.set("Idempotency-Replayed", "true");
        return new WireResponse.Bytes(row.getInteger(1), headers, row.getBuffer(3));
    }

    private Future<WireResponse> keep(Principal principal, String key, String fingerprint, WireResponse response) {
        if (!(response instanceof WireResponse.Bytes bytes)) {
            return Future.failedFuture(new IllegalStateException("a streamed answer cannot be kept"));
        }
        var headers = new JsonObject();
        bytes.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
        return new Sql(
                        "INSERT INTO idempotency (tenant_id, principal, key, fingerprint, status, headers, body, created_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        principal.tenantId(),
                        who(principal),
                        key,
                        fingerprint,
                        bytes.status(),
                        headers,
                        Buffer.buffer().appendBuffer(bytes.body()),
                        clock.instant().truncatedTo(ChronoUnit.MICROS))
                .run(client)
                .map(response);
    }

    static Future<Integer> deleteOld(SqlClient client, Instant now) {
        return Batches.older(client, "idempotency", AT_ONCE, "created_at", now.minus(KEPT), "");
    }
}
