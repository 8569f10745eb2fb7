package org.meetingsgateway.model;

/** A segment and its place in arrival order, counted from 1 in its meeting. */
public record StoredSegment(long position, Segment segment) {}
