package org.meetingsgateway.model;

import java.util.Set;

/** A part of a meeting that is read only when asked for. */
public enum Expansion implements Coded {
    TRANSCRIPT,
    REPORTS,
    ACTION_ITEMS,
    AGENDA,
    MINUTES,
    /** The documents of a remote meeting, as they were received. */
    RAW;

    /** The parts that are as short as the meeting itself: one that is shown alone has them. */
    public static final Set<Expansion> USUAL = Set.of(REPORTS, ACTION_ITEMS, AGENDA, MINUTES);
}
