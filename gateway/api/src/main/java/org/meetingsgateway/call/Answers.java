package org.meetingsgateway.call;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Builds a source from one method per call; a call without a method is answered with {@link Problem.Unsupported}. */
public final class Answers {
    /** Answers one kind of call. */
    @FunctionalInterface
    public interface Method<C, A> {
        Future<A> answer(C call, Principal principal);
    }

    private final Map<Class<? extends Call<?>>, Method<?, ?>> methods = new LinkedHashMap<>();

    public <A, C extends Call<A>> Answers on(Class<C> type, Method<? super C, A> method) {
        if (methods.put(type, method) != null) {
            throw new IllegalStateException(type.getSimpleName() + " is answered twice");
        }
        return this;
    }

    public MeetingSource build() {
        var answered = Map.copyOf(methods);
        return new MeetingSource() {
            @Override
            @SuppressWarnings("unchecked") // on() ties the method's answer type to the call's
            public <A> Future<A> call(Call<A> call, Principal principal) {
                var method = (Method<Call<A>, A>) answered.get(call.getClass());
                if (method == null) {
                    return Future.failedFuture(
                            new Problem.Unsupported(call.getClass().getSimpleName()));
                }
                try {
                    return method.answer(call, principal);
                } catch (RuntimeException e) { // a source never throws: it fails its future
                    return Future.failedFuture(e);
                }
            }

            @Override
            public Set<Class<? extends Call<?>>> answers() {
                return answered.keySet();
            }
        };
    }
}
