package org.meetingsgateway.model;

/**
 * What became of an appended batch under the identity rule of segments: an equal one is a repeat and is skipped, a
 * non-final one of the same start and speaker is replaced, anything else is appended.
 */
public record Appended(int appended, int replaced, int skipped, int segmentCount, long revision) {}
