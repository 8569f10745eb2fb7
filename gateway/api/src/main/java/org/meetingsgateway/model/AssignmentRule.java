package org.meetingsgateway.model;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose the failures of a project are: the first rule that matches one says it.
 *
 * @param filters JSON: {@code {"type": "AND" | "OR", "values": [groups and property filters]}}, as it was written
 * @param assignee null when that person is no more: the rule then matches nothing
 * @param order lower ones are asked first; equal ones in the order in which they were made
 */
public record AssignmentRule(
        UUID id,
        Map<String, @Nullable Object> filters,
        @Nullable Assignee assignee,
        int order) {}
