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
import java.util.function.Supplier;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.wire.WireResponse;

/** Answers by {@code Idempotency-Key}, written in the transaction of the effect. */
final class IdempotencyTable {
    private static final Duration KEPT = Duration.ofHours(24);

    /** Each holds an answer. */
    static final int AT_ONCE = 2_000;

    private final SqlClient transaction;
    private final Clock clock;

    IdempotencyTable(SqlClient transaction, Clock clock) {
        this.transaction = transaction;
        this.clock = clock;
    }

    Future<WireResponse> once(
            Principal principal, String key, String fingerprint, Supplier<Future<WireResponse>> effect) {
        var who = principal.personId() == null
                ? principal.credentialId()
                : principal.personId().toString();
        // The lock is taken by a statement of its own: the next one then sees what its last holder committed.
        return new Sql(
                        "SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0))",
                        principal.tenantId() + "|" + who + "|" + key)
                .run(transaction)
                .compose(locked -> {
                    if (!locked.iterator().next().getBoolean(0)) {
                        return Future.failedFuture(new Problem.IdempotencyInFlight());
                    }
                    return new Sql(
                                    "SELECT fingerprint, status, headers, body FROM idempotency"
                                            + " WHERE tenant_id = ? AND principal = ? AND key = ?",
                                    principal.tenantId(),
                                    who,
                                    key)
                            .run(transaction);
                })
                .compose(rows -> rows.size() > 0
                        ? replay(rows.iterator().next(), fingerprint)
                        : effect.get().compose(response -> keep(principal, who, key, fingerprint, response)));
    }

    private static Future<WireResponse> replay(Row row, String fingerprint) {
        if (!row.getString(0).equals(fingerprint)) {
            return Future.failedFuture(new Problem.IdempotencyReused());
        }
        var headers = MultiMap.caseInsensitiveMultiMap();
        row.getJsonObject(2).forEach(header -> headers.set(header.getKey(), (String) header.getValue()));
        headers.set("Idempotency-Replayed", "true");
        return Future.succeededFuture(new WireResponse.Bytes(row.getInteger(1), headers, row.getBuffer(3)));
    }

    private Future<WireResponse> keep(
            Principal principal, String who, String key, String fingerprint, WireResponse response) {
        if (!(response instanceof WireResponse.Bytes bytes)) {
            return Future.failedFuture(new IllegalStateException("a streamed answer cannot be kept"));
        }
        var headers = new JsonObject();
        bytes.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
        return new Sql(
                        "INSERT INTO idempotency (tenant_id, principal, key, fingerprint, status, headers, body, created_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        principal.tenantId(),
                        who,
                        key,
                        fingerprint,
                        bytes.status(),
                        headers,
                        Buffer.buffer().appendBuffer(bytes.body()),
                        clock.instant().truncatedTo(ChronoUnit.MICROS))
                .run(transaction)
                .map(response);
    }

    static Future<Integer> deleteOld(SqlClient client, Instant now) {
        return Batches.older(client, "idempotency", AT_ONCE, "created_at", now.minus(KEPT), "");
    }
}
