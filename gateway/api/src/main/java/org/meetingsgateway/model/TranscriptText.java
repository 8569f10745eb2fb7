package org.meetingsgateway.model;

import org.jspecify.annotations.Nullable;

/** A transcript and, when asked for, the texts of all its segments in order, joined by one space. */
public record TranscriptText(
        Transcript transcript, @Nullable String text) {}
