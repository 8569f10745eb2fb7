package org.meetingsgateway.remote;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.Problem;

/**
 * What can be written to an account: one method per writing call that its style has. The ids and refs of a call are native
 * ids. The versions that it expects are the store's, so they are looked at before and not here; what the style has no
 * word for is left out, and where nothing is left, nothing is sent.
 */
public final class Writes {
    /** Carries out one kind of call. Its future fails with a {@link RemoteFailure} only. */
    @FunctionalInterface
    public interface Method<C> {
        Future<Written> write(C call);
    }

    private final Map<Class<? extends Call<?>>, Method<?>> methods;

    private Writes(Map<Class<? extends Call<?>>, Method<?>> methods) {
        this.methods = Map.copyOf(methods);
    }

    /** Of a product that is read-only. */
    public static Writes none() {
        return new Builder().build();
    }

    /** The calls that it carries out. */
    public Set<Class<? extends Call<?>>> calls() {
        return methods.keySet();
    }

    /**
     * Carries out a call: once its future succeeds, the product has it. Fails with a {@link RemoteFailure}; with {@link
     * Problem.Unsupported}, and nothing is sent, where the style has no such call.
     */
    @SuppressWarnings("unchecked") // the builder ties the method to the call
    public Future<Written> write(Call<?> call) {
        var method = (Method<Call<?>>) methods.get(call.getClass());
        return method == null
                ? Future.failedFuture(new Problem.Unsupported(call.getClass().getSimpleName()))
                : method.write(call);
    }

    /** Collects the methods. */
    public static final class Builder {
        private final Map<Class<? extends Call<?>>, Method<?>> methods = new LinkedHashMap<>();

        public <C extends Call<?>> Builder on(Class<C> type, Method<? super C> method) {
            if (methods.put(type, method) != null) {
                throw new IllegalStateException(type.getSimpleName() + " is written twice");
            }
            return this;
        }

        public Writes build() {
            return new Writes(methods);
        }
    }
}
