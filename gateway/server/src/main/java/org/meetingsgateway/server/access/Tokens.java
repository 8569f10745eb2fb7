package org.meetingsgateway.server.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Unauthenticated.Reason;
import org.meetingsgateway.server.store.TenantTable;
import org.meetingsgateway.server.store.TenantTable.Membership;
import org.meetingsgateway.server.store.TenantVersion;

/**
 * Authenticates the bearers of canonical tokens. A token counts only while its tenant and person exist; a deletion
 * shows at once, without versions of tenants within {@link Lookup#FOUND}.
 */
public final class Tokens {
    private static final int MAX_REMEMBERED = 100_000;

    private record Member(String tenant, UUID personId) {}

    private final TokenVerifier verifier;
    private final Directory<Member, Membership> tenants;

    /** @param versions of tenants; null: nobody asks for them */
    public Tokens(
            Vertx vertx,
            TokenKeys keys,
            TokenPolicy policy,
            TenantTable table,
            @Nullable Function<UUID, Future<Optional<TenantVersion>>> versions,
            Clock clock) {
        this.verifier = new TokenVerifier(keys, policy, clock);
        this.tenants = new Directory<>(
                vertx, MAX_REMEMBERED, member -> table.tenantOfMember(member.tenant(), member.personId()), versions);
    }

    /** Fails with {@link Problem.Unauthenticated}. */
    public Future<Known> authenticate(@Nullable String token) {
        if (token == null) {
            return Future.failedFuture(new Problem.Unauthenticated(Reason.MISSING));
        }
        return verifier.verify(token)
                .compose(claims -> tenants.find(new Member(claims.tenant(), claims.personId()))
                        .map(member -> member.map(found -> new Known(
                                        principal(claims, found.value().tenantId()), found.version()))
                                .orElseThrow(() -> new Problem.Unauthenticated(Reason.INVALID))));
    }

    /** Tenants or people were deleted here: it shows at once. */
    public void forget() {
        tenants.forgetAll();
    }

    /** Counted by person, not by token: a new token brings no new allowance. */
    private static Principal principal(TokenClaims claims, UUID tenantId) {
        return new Principal(
                tenantId,
                claims.tenant(),
                claims.personId(),
                "person:" + claims.personId(),
                claims.scopes(),
                Principal.View.PERMITTED);
    }
}
