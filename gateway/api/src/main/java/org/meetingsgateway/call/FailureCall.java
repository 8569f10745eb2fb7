package org.meetingsgateway.call;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.AssignmentRule;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Failure;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.RuleField;
import org.meetingsgateway.model.Slice;

/**
 * Calls about what failed, and about the rules of the project that the principal asks about. Filters that are none are a
 * {@link Problem.Invalid} with the pointer {@code /filters}, an unknown person one with {@code /assignee/id}.
 */
public sealed interface FailureCall<A> extends Call<A> {
    /**
     * Newest first; of recordings that the principal may see, and of connections.
     *
     * @param resolved null: resolved or not
     */
    record ListFailures(
            Failure.@Nullable Kind kind, @Nullable Boolean resolved, Slice slice)
            implements FailureCall<Page<Failure>> {}

    /** In the order in which they are asked. */
    record ListRules(Slice slice) implements FailureCall<Page<AssignmentRule>> {}

    record GetRule(UUID id) implements FailureCall<AssignmentRule> {}

    /** {@link Problem.Conflict} when the project has as many as it may. */
    record CreateRule(Changes<RuleField> rule) implements FailureCall<AssignmentRule> {}

    record UpdateRule(UUID id, Changes<RuleField> changes) implements FailureCall<AssignmentRule> {}

    record DeleteRule(UUID id) implements FailureCall<Void> {}

    /** Those that are not there have no effect. */
    record ReorderRules(Map<UUID, Integer> orders) implements FailureCall<Void> {
        public ReorderRules {
            orders = Map.copyOf(orders);
        }
    }
}
