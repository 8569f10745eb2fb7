package org.meetingsgateway.remote;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A meeting as a page of a list shows it.
 *
 * @param fingerprint changes whenever anything changes that the page shows
 * @param day a moment of the meeting's day, by which completeness is told: its start, or its creation
 * @param whole the meeting itself, where the page shows all of it; null where {@link Remote#get} has to be asked
 */
public record Listed(
        String nativeId,
        String fingerprint,
        Instant day,
        @Nullable RemoteMeeting whole) {}
