package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The API keys of all tenants that are about to expire, for whoever counts them. */
public record ApiKeyExpiries(SqlClient client) {
    /**
     * Keys of one style that expire within the longer of two times.
     *
     * @param soon how many within the shorter one
     * @param later how many within the longer one, those of the shorter included
     */
    public record Expiring(String style, long soon, long later) {}

    /** One statement, which reads every key once. Revoked keys, and those that have expired, do not count. */
    public Future<List<Expiring>> within(Instant now, Duration soon, Duration later) {
        return new Sql(
                        "SELECT k.style, count(*) FILTER (WHERE k.expires_at <= ?), count(*) FROM api_key k"
                                + " WHERE k.revoked_at IS NULL AND k.expires_at > ? AND k.expires_at <= ? GROUP BY k.style",
                        now.plus(soon),
                        now,
                        now.plus(later))
                .run(client)
                .map(rows -> {
                    var expiring = new ArrayList<Expiring>(rows.size());
                    rows.forEach(row -> expiring.add(new Expiring(row.getString(0), row.getLong(1), row.getLong(2))));
                    return List.copyOf(expiring);
                });
    }
}
