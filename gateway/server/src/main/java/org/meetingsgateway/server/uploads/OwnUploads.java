package org.meetingsgateway.server.uploads;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.meetingsgateway.call.Answers;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.RecordingCall.CreateUpload;
import org.meetingsgateway.model.Upload;

/** A source whose uploads are permitted by the gateway itself: each with a new id, and a token of 256 random bits. */
public final class OwnUploads implements MeetingSource {
    private static final int TOKEN_BYTES = 32;

    private final MeetingSource rest;
    private final SecureRandom random = new SecureRandom();
    private final MeetingSource uploads = new Answers()
            .on(CreateUpload.class, (call, principal) -> Future.succeededFuture(create()))
            .build();

    /** {@code rest} answers all other calls. */
    public OwnUploads(MeetingSource rest) {
        this.rest = rest;
    }

    private Upload create() {
        var token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        return new Upload(
                UUID.randomUUID(), Base64.getUrlEncoder().withoutPadding().encodeToString(token));
    }

    @Override
    public <A> Future<A> call(Call<A> call, Principal principal) {
        return (call instanceof CreateUpload ? uploads : rest).call(call, principal);
    }

    @Override
    public Set<Class<? extends Call<?>>> answers() {
        var all = new HashSet<>(rest.answers());
        all.addAll(uploads.answers());
        return Set.copyOf(all);
    }
}
