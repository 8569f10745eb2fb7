package org.meetingsgateway.server.store;

import io.vertx.sqlclient.Row;

/**
 * What tells whether anything of a tenant has changed. Versions are only compared for equality: what was read under one is
 * right while it is the version.
 *
 * @param content of what answers show
 * @param access of who may ask: keys, people who are gone, the tenant's name
 */
public record TenantVersion(long content, long access) {
    /** The columns, after a tenant {@code t} and {@link #JOIN}. */
    static final String COLUMNS = "tv.content, tv.access";

    /** In the snapshot of the statement that it is a part of. */
    static final String JOIN = " CROSS JOIN LATERAL (SELECT coalesce(sum(s.content), 0)::bigint AS content,"
            + " coalesce(sum(s.access), 0)::bigint AS access FROM tenant_version s WHERE s.tenant_id = t.id) tv";

    static TenantVersion of(Row row, int column) {
        return new TenantVersion(row.getLong(column), row.getLong(column + 1));
    }

    /** Of two slots, or more of them, together. */
    TenantVersion plus(TenantVersion other) {
        return new TenantVersion(content + other.content, access + other.access);
    }
}
