package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;

/** Forgets what was wrong so long ago that nobody asks any more, some of it at a time: of every tenant. */
final class OldFailures {
    /** After what failed was resolved, or a strange member was last seen. */
    static final Duration KEPT = Duration.ofDays(90);

    /** Of each table. */
    static final int AT_ONCE = 10_000;

    private OldFailures() {}

    /** How many rows it was. */
    static Future<Integer> delete(SqlClient client, Instant now) {
        var before = now.minus(KEPT);
        return delete(client, "connection_issue", "resolved_at", before)
                .compose(issues -> delete(client, "failure", "resolved_at", before)
                        .compose(failures ->
                                delete(client, "drift", "last_seen", before).map(drift -> issues + failures + drift)));
    }

    private static Future<Integer> delete(SqlClient client, String table, String moment, Instant before) {
        return Batches.older(client, table, AT_ONCE, moment, before, "");
    }
}
