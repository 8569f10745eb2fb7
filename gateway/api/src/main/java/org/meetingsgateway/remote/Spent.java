package org.meetingsgateway.remote;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a remote product says of the quota.
 *
 * @param refused whether this request was over it
 * @param remaining requests that are left; null where it does not say it
 * @param freeAt when there are more; null where it does not say it
 */
public record Spent(
        boolean refused, @Nullable Long remaining, @Nullable Instant freeAt) {}
