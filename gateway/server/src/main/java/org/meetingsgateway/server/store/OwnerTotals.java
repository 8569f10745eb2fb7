package org.meetingsgateway.server.store;

import org.meetingsgateway.call.Principal;

/** How many readable meetings and reports an owner has: kept by triggers, so that a total costs the same at a million. */
final class OwnerTotals {
    private OwnerTotals() {}

    /** Adds the query of one total, {@code meetings} or {@code reports}. */
    static void select(Sql sql, Principal owner, String kind) {
        sql.add(
                "SELECT coalesce(sum(t.total), 0)::bigint FROM owner_total t WHERE t.tenant_id = ? AND t.owner_id = ? AND t.kind = ?",
                owner.tenantId(),
                owner.personId(),
                kind);
    }

    /** Adds the {@code WITH} clause of where a page begins in the list of what was made last. */
    static void start(Sql sql, long offset, Principal owner, String kind) {
        PageStart.with(
                sql.add("WITH "),
                true,
                place -> place.add("?", offset),
                (totals, grain) -> totals.add(
                        "SELECT t.period, t.total FROM owner_period_total t WHERE t.tenant_id = ? AND t.owner_id = ?"
                                + " AND t.kind = ? AND t.grain = '" + grain.code() + "'",
                        owner.tenantId(),
                        owner.personId(),
                        kind));
    }
}
