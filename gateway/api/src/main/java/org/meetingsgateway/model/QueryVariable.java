package org.meetingsgateway.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a saved query leaves open.
 *
 * @param name as in {@code {variables.name}}
 * @param value where none is said when it is run: a text, a number, a boolean, a list of these, or null
 */
public record QueryVariable(UUID id, String name, @Nullable Object value) {}
