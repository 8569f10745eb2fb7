package org.meetingsgateway.remote;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A meeting as a page of a list shows it.
 *
 * @param fingerprint changes whenever anything changes that the page shows
 * @param day a moment of the meeting's day, by which completeness is told: its start, or its creation
 * @param whole the meeting itself, where the page shows all of it; null where {@link Remote#get} has to be asked, also
 *     because the page's form of it cannot be read: one such meeting does not hide the others
 */
public record Listed(
        String nativeId,
        String fingerprint,
        Instant day,
        @Nullable RemoteMeeting whole) {}
