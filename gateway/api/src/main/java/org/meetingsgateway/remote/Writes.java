package org.meetingsgateway.remote;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.Problem;

/**
 * What can be written to an account: one method per writing call that its style has. The ids and refs of a call are native
 * ids. The versions that it expects are the store's, so they are looked at before and not here; what the style has no
 * word for is left out, and where nothing is left, nothing is sent. Where several requests have to be sent and a later one
 * fails, the earlier ones are done, and the write fails with {@link RemoteFailure.Partial}.
 */
public final class Writes {
    /** Carries out one kind of call. Its future fails with a {@link RemoteFailure} only. */
    @FunctionalInterface
    public interface Method<C> {
        Future<Written> write(C call);
    }

    /** Carries out one kind of call that depends on what the store has. */
    @FunctionalInterface
    public interface SeeingMethod<C> {
        Future<Written> write(C call, Seen seen);
    }

    private final Map<Class<? extends Call<?>>, SeeingMethod<?>> methods;
    private final Set<Class<? extends Call<?>>> kept;

    private Writes(Map<Class<? extends Call<?>>, SeeingMethod<?>> methods, Set<Class<? extends Call<?>>> kept) {
        this.methods = Map.copyOf(methods);
        this.kept = Set.copyOf(kept);
    }

    /** Of a product that is read-only. */
    public static Writes none() {
        return new Builder().build();
    }

    /** The calls that it carries out. */
    public Set<Class<? extends Call<?>>> calls() {
        return methods.keySet();
    }

    /** The calls about things that the product has no word for: they are the gateway's own, whoever has the meeting. */
    public Set<Class<? extends Call<?>>> kept() {
        return kept;
    }

    /** As {@link #write(Call, Seen)}, for a call that names nobody, or replaces whatever there is. */
    public Future<Written> write(Call<?> call) {
        return write(call, Seen.NOTHING);
    }

    /**
     * Carries out a call: once its future succeeds, the product has it. Fails with a {@link RemoteFailure}; with {@link
     * Problem.Unsupported}, and nothing is sent, where the style has no such call.
     */
    @SuppressWarnings("unchecked") // the builder ties the method to the call
    public Future<Written> write(Call<?> call, Seen seen) {
        var method = (SeeingMethod<Call<?>>) methods.get(call.getClass());
        return method == null
                ? Future.failedFuture(new Problem.Unsupported(call.getClass().getSimpleName()))
                : method.write(call, seen);
    }

    /** The same calls, each carried out by those writes that are given for it. */
    public Writes by(Function<Class<? extends Call<?>>, Writes> others) {
        var by = new LinkedHashMap<Class<? extends Call<?>>, SeeingMethod<?>>();
        methods.keySet().forEach(type -> {
            SeeingMethod<Call<?>> method = (call, seen) -> others.apply(type).write(call, seen);
            by.put(type, method);
        });
        return new Writes(by, kept);
    }

    /** Collects the methods. */
    public static final class Builder {
        private final Map<Class<? extends Call<?>>, SeeingMethod<?>> methods = new LinkedHashMap<>();
        private final Set<Class<? extends Call<?>>> kept = new LinkedHashSet<>();

        public <C extends Call<?>> Builder on(Class<C> type, Method<? super C> method) {
            return seeing(type, (call, seen) -> method.write(call));
        }

        public <C extends Call<?>> Builder seeing(Class<C> type, SeeingMethod<? super C> method) {
            if (methods.put(type, method) != null) {
                throw new IllegalStateException(type.getSimpleName() + " is written twice");
            }
            return this;
        }

        /** Calls about things that the product has no word for. */
        @SafeVarargs
        public final Builder keeping(Class<? extends Call<?>>... types) {
            for (var type : types) {
                kept.add(type);
            }
            return this;
        }

        public Writes build() {
            var both = kept.stream().filter(methods::containsKey).toList();
            if (!both.isEmpty()) {
                throw new IllegalStateException(both + " are both written and kept");
            }
            return new Writes(methods, kept);
        }
    }
}
