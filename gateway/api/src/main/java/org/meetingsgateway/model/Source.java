package org.meetingsgateway.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who owns a meeting: the gateway itself ({@link #GATEWAY}) or one upstream connection.
 *
 * @param style the upstream's style, or {@code gateway}
 * @param nativeId the upstream's own id
 */
public record Source(
        String style,
        @Nullable UUID connectionId,
        @Nullable String nativeId,
        @Nullable Instant syncedAt) {
    public static final String GATEWAY = "gateway";
}
