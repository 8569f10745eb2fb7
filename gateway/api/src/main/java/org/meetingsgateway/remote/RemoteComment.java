package org.meetingsgateway.remote;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said there about an action item.
 *
 * @param nativeId its id there
 * @param author the name to show; null where it does not say it
 */
public record RemoteComment(String nativeId, @Nullable String author, String text, Instant createdAt) {}
