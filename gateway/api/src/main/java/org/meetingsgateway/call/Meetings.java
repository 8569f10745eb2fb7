package org.meetingsgateway.call;

import io.vertx.core.Future;
import java.util.UUID;

/** All that one principal may reach: a {@link MeetingSource} bound to that principal. */
public record Meetings(MeetingSource source, Principal principal) {
    /** All that it may reach in one project. */
    public Meetings within(UUID project) {
        return new Meetings(source, principal.within(project));
    }

    public <A> Future<A> ask(Call<A> call) {
        return source.call(call, principal);
    }
}
