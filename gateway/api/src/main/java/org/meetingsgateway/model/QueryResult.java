package org.meetingsgateway.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a saved query gave.
 *
 * @param rows one value a column: texts, numbers, booleans, lists of these, JSON objects, null; moments are texts (RFC
 *     3339, UTC), and so is what JSON has no form for
 * @param limit how many rows there are at most
 * @param more whether there were more rows than that
 * @param cached whether it was told before
 * @param cacheKey equal for the same question of the same person: statement, project and values
 * @param refreshedAt when it was found
 * @param expiresAt until when it is told again
 */
public record QueryResult(
        List<Column> columns,
        List<List<@Nullable Object>> rows,
        int limit,
        boolean more,
        boolean cached,
        String cacheKey,
        Instant refreshedAt,
        Instant expiresAt) {
    /** One column; {@code type} in the words of PostgreSQL: {@code text}, {@code bigint}, {@code timestamptz}, … */
    public record Column(String name, String type) {}
}
