package org.meetingsgateway.memory;

import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Assignee;
import org.meetingsgateway.model.AssignmentRule;

/** An assignment rule, and whose it is. */
record RuleRow(UUID project, AssignmentRule rule) {
    /** Reads {@code project_id}, {@code filters}, {@code user} or {@code role}, and {@code order}. */
    static RuleRow of(Members r) {
        var project = Objects.requireNonNull(r.uuid("project_id"), "a rule belongs to a project");
        var filters = new LinkedHashMap<String, @Nullable Object>();
        r.json("filters").getMap().forEach(filters::put);
        var role = r.uuid("role");
        var user = r.number("user");
        var assignee =
                role != null ? new Assignee.Role(role) : user == null ? null : new Assignee.User(Math.toIntExact(user));
        return new RuleRow(project, new AssignmentRule(r.id(), filters, assignee, r.integer("order", 0)));
    }
}
