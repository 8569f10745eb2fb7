package org.meetingsgateway.remote;

import org.jspecify.annotations.Nullable;

/**
 * What a write did.
 *
 * @param nativeId of what was written or deleted, as the product names it
 * @param meeting as it is now, where the product's answer shows all of it; null: {@link Remote#get} tells
 */
public record Written(String nativeId, @Nullable RemoteMeeting meeting) {}
