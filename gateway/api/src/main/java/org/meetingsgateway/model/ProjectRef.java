package org.meetingsgateway.model;

import java.util.UUID;

/**
 * A project as other things point to it.
 *
 * @param alias 24 lower-case hex digits
 * @param team the integer that the desktop style knows the project by
 */
public record ProjectRef(UUID id, String alias, int team, String name) {}
