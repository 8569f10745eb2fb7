package org.meetingsgateway.server.federation;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.meetingsgateway.server.access.AesGcm;
import org.meetingsgateway.server.access.AesGcm.WrongKey;

/** Credentials of connections as they are stored: each can be read for its own connection only, not from another row. */
public record Credentials(AesGcm encryption) {
    public Buffer seal(UUID tenantId, UUID connectionId, String credential) {
        return encryption.encrypt(credential.getBytes(StandardCharsets.UTF_8), name(tenantId, connectionId));
    }

    /** @throws WrongKey where it was sealed with another key, or for another connection */
    public String open(UUID tenantId, UUID connectionId, Buffer sealed) throws WrongKey {
        return new String(encryption.decrypt(sealed, name(tenantId, connectionId)), StandardCharsets.UTF_8);
    }

    /**
     * The same, sealed with the key that is used now; empty where it is already.
     *
     * @throws WrongKey as {@link #open}
     */
    Optional<Buffer> renewed(UUID tenantId, UUID connectionId, Buffer sealed) throws WrongKey {
        return encryption.renewed(sealed, name(tenantId, connectionId));
    }

    private static String name(UUID tenantId, UUID connectionId) {
        return "connection " + tenantId + " " + connectionId;
    }
}
