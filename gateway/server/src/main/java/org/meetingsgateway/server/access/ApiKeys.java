package org.meetingsgateway.server.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Unauthenticated.Reason;
import org.meetingsgateway.server.store.ApiKeyTable;
import org.meetingsgateway.server.store.ApiKeyTable.KeyHolder;
import org.meetingsgateway.server.store.TenantVersion;
import org.meetingsgateway.spi.KeyForm;

/**
 * Authenticates API keys, by one query on the secret's hash and from memory for the next seconds. An expiry is looked
 * at with every request. A key that is revoked or rotated stops working at once, on all replicas; without versions of tenants
 * at once here, and on the others within {@link Lookup#FOUND}.
 */
public final class ApiKeys {
    private static final int MAX_SECRET = 512;
    private static final int MAX_REMEMBERED = 100_000;

    private final Directory<Buffer, KeyHolder> holders;
    private final LastUse lastUse;
    private final Clock clock;

    /** @param versions of tenants; null: nobody asks for them */
    public ApiKeys(
            Vertx vertx,
            ApiKeyTable table,
            @Nullable Function<UUID, Future<Optional<TenantVersion>>> versions,
            Clock clock) {
        this.holders = new Directory<>(vertx, MAX_REMEMBERED, table::find, versions);
        this.lastUse = new LastUse(table, clock);
        this.clock = clock;
    }

    /**
     * Fails with {@link Problem.Unauthenticated}; a key of another style is not valid.
     *
     * @param view which meetings the style shows
     */
    public Future<Known> authenticate(KeyStyle style, Principal.View view, @Nullable String secret) {
        if (secret == null) {
            return refused(Reason.MISSING);
        }
        if (secret.isEmpty() || secret.length() > MAX_SECRET) {
            return refused(Reason.INVALID);
        }
        return holders.find(Secrets.hash(secret)).compose(found -> {
            if (found.isEmpty()) {
                return refused(Reason.INVALID);
            }
            var holder = found.get().value();
            if (holder.revoked() || !holder.style().equals(style.name())) {
                return refused(Reason.INVALID);
            }
            if (holder.expiresAt() != null && !clock.instant().isBefore(holder.expiresAt())) {
                return refused(Reason.EXPIRED);
            }
            lastUse.note(holder.tenantId(), holder.keyId());
            return Future.succeededFuture(
                    new Known(principal(holder, style.form(), view), found.get().version()));
        });
    }

    /** Keys were revoked, rotated or deleted: what is remembered of them no longer counts. */
    public void forget() {
        holders.forgetAll();
    }

    private static Principal principal(KeyHolder holder, KeyForm form, Principal.View view) {
        return new Principal(
                holder.tenantId(),
                holder.tenant(),
                holder.personId(),
                holder.keyId().toString(),
                form.expanded(holder.scopes()),
                view,
                holder.projectIds(),
                null);
    }

    private static <T> Future<T> refused(Reason reason) {
        return Future.failedFuture(new Problem.Unauthenticated(reason));
    }
}
