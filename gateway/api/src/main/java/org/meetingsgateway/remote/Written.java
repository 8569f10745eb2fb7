package org.meetingsgateway.remote;

import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;

/**
 * What a write did.
 *
 * @param nativeId of what was written or deleted, as the product names it
 * @param meeting as it is now, where the product's answer shows all of it; null: {@link Remote#get} tells
 * @param rest what a meeting that was made has still to be changed to; null: it is all that it has to be
 */
public record Written(
        String nativeId,
        @Nullable RemoteMeeting meeting,
        @Nullable Changes<MeetingField> rest) {
    /** What is done. */
    public Written(String nativeId, @Nullable RemoteMeeting meeting) {
        this(nativeId, meeting, null);
    }
}
