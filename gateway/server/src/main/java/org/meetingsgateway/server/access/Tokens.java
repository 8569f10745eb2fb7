package org.meetingsgateway.server.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Unauthenticated.Reason;
import org.meetingsgateway.server.store.TenantTable;

/**
 * Authenticates the bearers of canonical tokens. A token counts only while its tenant and person exist; a deletion
 * shows within {@link Lookup#FOUND}.
 */
public final class Tokens {
    private static final int MAX_REMEMBERED = 100_000;

    private record Member(String tenant, UUID personId) {}

    private final TokenVerifier verifier;
    private final Lookup<Member, UUID> tenants;

    public Tokens(Vertx vertx, TokenKeys keys, TokenPolicy policy, TenantTable table, Clock clock) {
        this.verifier = new TokenVerifier(keys, policy, clock);
        this.tenants =
                new Lookup<>(vertx, MAX_REMEMBERED, member -> table.tenantOfMember(member.tenant(), member.personId()));
    }

    /** Fails with {@link Problem.Unauthenticated}. */
    public Future<Principal> authenticate(@Nullable String token) {
        if (token == null) {
            return Future.failedFuture(new Problem.Unauthenticated(Reason.MISSING));
        }
        return verifier.verify(token)
                .compose(claims -> tenants.get(new Member(claims.tenant(), claims.personId()))
                        .map(tenantId -> principal(
                                claims, tenantId.orElseThrow(() -> new Problem.Unauthenticated(Reason.INVALID)))));
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
