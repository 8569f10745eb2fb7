package org.meetingsgateway.model;

import org.jspecify.annotations.Nullable;

/**
 * One utterance.
 *
 * @param text what was said; never blank
 * @param startMs milliseconds from the start of the recording; null when unknown
 * @param endMs milliseconds from the start of the recording; null when unknown
 * @param confidence as the recogniser said it; any range
 * @param isFinal false while the recogniser may still replace it; null when it was not said
 */
public record Segment(
        String text,
        @Nullable String speaker,
        @Nullable Double startMs,
        @Nullable Double endMs,
        @Nullable Double confidence,
        @Nullable Boolean isFinal) {}
