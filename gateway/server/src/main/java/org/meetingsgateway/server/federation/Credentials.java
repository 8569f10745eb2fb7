package org.meetingsgateway.server.federation;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.meetingsgateway.server.access.AesGcm;

/** Credentials of connections as they are stored: each can be read for its own connection only, not from another row. */
public record Credentials(AesGcm encryption) {
    public Buffer seal(UUID tenantId, UUID connectionId, String credential) {
        return encryption.encrypt(credential.getBytes(StandardCharsets.UTF_8), name(tenantId, connectionId));
    }

    private static String name(UUID tenantId, UUID connectionId) {
        return "connection " + tenantId + " " + connectionId;
    }
}
