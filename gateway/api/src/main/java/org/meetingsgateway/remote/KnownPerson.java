package org.meetingsgateway.remote;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person of the gateway as others know them.
 *
 * @param name first and last name
 */
public record KnownPerson(UUID id, String name, @Nullable String email) {}
