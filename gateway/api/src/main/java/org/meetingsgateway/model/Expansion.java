package org.meetingsgateway.model;

/** A part of a meeting that is read only when asked for. */
public enum Expansion implements Coded {
    TRANSCRIPT,
    REPORTS,
    ACTION_ITEMS,
    AGENDA,
    MINUTES
}
