package org.meetingsgateway.memory;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;

/** Remembers what was asked. */
final class WatchedSource implements MeetingSource {
    private final MeetingSource source;
    private final List<Call<?>> calls = new ArrayList<>();

    WatchedSource(MeetingSource source) {
        this.source = source;
    }

    @Override
    public <A> Future<A> call(Call<A> call, Principal principal) {
        calls.add(call);
        return source.call(call, principal);
    }

    @Override
    public Set<Class<? extends Call<?>>> answers() {
        return source.answers();
    }

    List<Call<?>> calls() {
        return List.copyOf(calls);
    }
}
