package org.meetingsgateway.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A statement with a name, over what one project holds.
 *
 * @param name unique in the project
 * @param sql one {@code SELECT} over the documented views; {@code {variables.x}} stands for the value of a variable
 * @param variables what can be said when it is run, in the order in which they were given
 * @param notes JSON members that the caller keeps with it; they mean nothing here
 * @param active one that is not cannot be run
 * @param cacheAge how long a result may be told again; null: {@link #CACHE_AGE}
 * @param createdBy null when that person is no more
 */
public record SavedQuery(
        UUID id,
        String name,
        String description,
        String sql,
        List<QueryVariable> variables,
        Map<String, @Nullable Object> notes,
        boolean active,
        @Nullable Duration cacheAge,
        @Nullable Person createdBy,
        Instant createdAt,
        Instant updatedAt) {
    /** How long a result may be told again where nobody said it. */
    public static final Duration CACHE_AGE = Duration.ofMinutes(5);

    /** How many a project may have. */
    public static final int MOST = 1_000;

    public SavedQuery {
        variables = List.copyOf(variables);
    }
}
