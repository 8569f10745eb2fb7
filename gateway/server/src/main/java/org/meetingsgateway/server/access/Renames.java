package org.meetingsgateway.server.access;

import io.vertx.core.Future;
import java.util.Set;
import org.meetingsgateway.call.AccountCall;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;

/**
 * A source that tells when an account was changed through it: whoever remembers principals must not remember them under
 * an old slug. Other replicas see it within {@link Lookup#FOUND}.
 */
public record Renames(MeetingSource source, Runnable forget) implements MeetingSource {
    @Override
    public <A> Future<A> call(Call<A> call, Principal principal) {
        var answer = source.call(call, principal);
        return call instanceof AccountCall.UpdateAccount ? answer.onSuccess(changed -> forget.run()) : answer;
    }

    @Override
    public Set<Class<? extends Call<?>>> answers() {
        return source.answers();
    }
}
