package org.meetingsgateway.model;

import java.util.UUID;

/** Whose a failure is. */
public sealed interface Assignee {
    /** A person of the tenant, by the integer that the desktop style knows the person by. */
    record User(int user) implements Assignee {}

    /** A role of the caller's own; the gateway keeps no roles, and takes its id as it is. */
    record Role(UUID id) implements Assignee {}
}
