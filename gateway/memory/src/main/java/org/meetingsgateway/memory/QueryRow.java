package org.meetingsgateway.memory;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.QueryResult;
import org.meetingsgateway.model.SavedQuery;

/**
 * A saved query of a project, and what it finds whenever it is run: nobody reads its statement here.
 *
 * @param lastRunAt null where it never was
 */
public record QueryRow(
        UUID projectId,
        SavedQuery query,
        Finding finding,
        @Nullable Instant lastRunAt) {
    /** Columns and rows, whatever is asked. */
    public record Finding(
            List<QueryResult.Column> columns, List<List<@Nullable Object>> rows, int limit, boolean more) {
        static final Finding NOTHING = new Finding(List.of(), List.of(), 10_000, false);

        public Finding {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    QueryRow with(SavedQuery other) {
        return new QueryRow(projectId, other, finding, lastRunAt);
    }

    QueryRow runAt(Instant moment) {
        return new QueryRow(projectId, query, finding, moment);
    }
}
