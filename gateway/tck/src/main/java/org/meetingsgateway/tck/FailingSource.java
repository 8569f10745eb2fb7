package org.meetingsgateway.tck;

import io.vertx.core.Future;
import java.util.Set;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;

/** Fails every call alike. */
record FailingSource(Throwable failure) implements MeetingSource {
    @Override
    public <A> Future<A> call(Call<A> call, Principal principal) {
        return Future.failedFuture(failure);
    }

    @Override
    public Set<Class<? extends Call<?>>> answers() {
        return Set.of();
    }
}
