package org.meetingsgateway.model;

/** Where a meeting is in its life. Styles with fewer words map several of these onto one of theirs. */
public enum MeetingStatus implements Coded {
    SCHEDULED,
    RECORDING,
    UPLOADING,
    PROCESSING,
    COMPLETED,
    FAILED
}
