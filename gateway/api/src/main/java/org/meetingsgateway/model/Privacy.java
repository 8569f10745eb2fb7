package org.meetingsgateway.model;

/**
 * Who may see a meeting. Its owner always may.
 *
 * <ul>
 *   <li>{@code private}: those it is shared with
 *   <li>{@code project}: members of its project and those it is shared with; without a project, as {@code private}
 *   <li>{@code account}: everyone in the tenant
 *   <li>{@code public}: as {@code account}, until access without a key exists
 * </ul>
 */
public enum Privacy implements Coded {
    PRIVATE,
    PROJECT,
    ACCOUNT,
    PUBLIC
}
