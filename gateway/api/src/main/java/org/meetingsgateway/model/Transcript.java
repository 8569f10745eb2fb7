package org.meetingsgateway.model;

/**
 * What is known of a transcript without reading it.
 *
 * @param segmentCount how many segments are stored
 * @param revision counts every change of the segments; equal revisions mean equal transcripts
 */
public record Transcript(State state, int segmentCount, long revision) {
    /** {@code none}: nothing yet; {@code partial}: the meeting is still going on; {@code complete}: all is there. */
    public enum State implements Coded {
        NONE,
        PARTIAL,
        COMPLETE
    }
}
