package org.meetingsgateway.model;

/**
 * A meeting as the caller named it: its canonical id, its 24-hex alias, its slug, or an upstream's own id. The store
 * resolves it, so that any style can show any source.
 */
public record MeetingRef(String value) {}
