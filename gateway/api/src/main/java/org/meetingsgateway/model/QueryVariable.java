package org.meetingsgateway.model;

import org.jspecify.annotations.Nullable;

/**
 * What a saved query leaves open.
 *
 * @param id the caller's own, unique in the query
 * @param name as in {@code {variables.name}}, unique in the query
 * @param value where none is said when it is run: a text, a number, a boolean, a list of these, or null
 */
public record QueryVariable(
        String id, String name, @Nullable Object value) {}
