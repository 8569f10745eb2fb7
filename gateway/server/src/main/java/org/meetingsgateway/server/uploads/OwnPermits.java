package org.meetingsgateway.server.uploads;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.model.Upload;

/** The gateway itself permits: each upload has a new id, and a token of 256 random bits. */
public final class OwnPermits implements UploadPermits {
    private static final int TOKEN_BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    @Override
    public Future<Upload> create(Principal principal) {
        var token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        return Future.succeededFuture(new Upload(
                UUID.randomUUID(), Base64.getUrlEncoder().withoutPadding().encodeToString(token)));
    }
}
