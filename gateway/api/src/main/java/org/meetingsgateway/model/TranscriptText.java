package org.meetingsgateway.model;

import org.jspecify.annotations.Nullable;

/**
 * A transcript as it is stored.
 *
 * @param freshness how new that is
 * @param text the texts of all its segments in order, joined by one space; null where it was not asked for
 */
public record TranscriptText(
        Transcript transcript,
        Freshness freshness,
        @Nullable String text) {}
