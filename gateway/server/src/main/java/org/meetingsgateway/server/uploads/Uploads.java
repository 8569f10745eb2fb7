package org.meetingsgateway.server.uploads;

import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Set;
import org.meetingsgateway.call.Answers;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.RecordingCall.CreateUpload;

/** A source whose uploads are permitted by somebody else than the one who answers all other calls. */
public final class Uploads implements MeetingSource {
    private final MeetingSource rest;
    private final MeetingSource uploads;

    public Uploads(MeetingSource rest, UploadPermits permits) {
        this.rest = rest;
        this.uploads = new Answers()
                .on(CreateUpload.class, (call, principal) -> permits.create(principal))
                .build();
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
