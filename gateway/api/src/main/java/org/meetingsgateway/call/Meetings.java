package org.meetingsgateway.call;

import io.vertx.core.Future;

/** All that one principal may reach: a {@link MeetingSource} bound to that principal. */
public record Meetings(MeetingSource source, Principal principal) {
    public <A> Future<A> ask(Call<A> call) {
        return source.call(call, principal);
    }
}
