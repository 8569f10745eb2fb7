package org.meetingsgateway.call;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.QueryField;
import org.meetingsgateway.model.QueryResult;
import org.meetingsgateway.model.SavedQuery;

/**
 * Calls about the saved queries of the project that the principal asks about. A statement that is refused, by the gateway
 * or by the database, is a {@link Problem.Invalid} with the pointer {@code /sql}.
 */
public sealed interface QueryCall<A> extends Call<A> {
    /**
     * By name.
     *
     * @param createdBy a person's integer
     */
    record ListQueries(@Nullable Boolean active, @Nullable Integer createdBy) implements QueryCall<List<SavedQuery>> {}

    /** Active or not. */
    record GetQuery(String name) implements QueryCall<SavedQuery> {}

    /** {@link Problem.Conflict} when the name is taken, or the project has as many as it may. */
    record CreateQuery(Changes<QueryField> query) implements QueryCall<SavedQuery> {}

    record UpdateQuery(String name, Changes<QueryField> changes) implements QueryCall<SavedQuery> {}

    record DeleteQuery(String name) implements QueryCall<Void> {}

    /**
     * Runs an active one; any other is not there.
     *
     * @param values of its variables, by their names; other names have no effect
     * @param fresh not what was told before
     */
    record RunQuery(String name, Map<String, @Nullable Object> values, boolean fresh)
            implements QueryCall<QueryResult> {}

    /** When each was run last, for those that were; in the order of the names. */
    record ListLastRuns(List<String> names) implements QueryCall<Map<String, Instant>> {
        public ListLastRuns {
            names = List.copyOf(names);
        }
    }
}
