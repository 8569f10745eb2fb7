package org.meetingsgateway.model;

import java.util.UUID;

/**
 * A person as other things point to them.
 *
 * @param alias 24 lower-case hex digits
 * @param user the integer that the desktop style knows the person by
 * @param name first and last name
 */
public record PersonRef(UUID id, String alias, int user, String name) {}
