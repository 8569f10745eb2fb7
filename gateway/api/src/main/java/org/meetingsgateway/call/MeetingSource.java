package org.meetingsgateway.call;

import io.vertx.core.Future;
import java.util.Set;

/** Anything that answers calls: the store, a remote API, or a composition of other sources. */
public interface MeetingSource {
    /** Answers a call. Never throws: a failure is a failed future, with a {@link Problem} where it was foreseen. */
    <A> Future<A> call(Call<A> call, Principal principal);

    /** The calls it answers; any other fails with {@link Problem.Unsupported} and has no effect. */
    Set<Class<? extends Call<?>>> answers();
}
