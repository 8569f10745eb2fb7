package org.meetingsgateway.server.federation;

import io.vertx.core.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.remote.Written;
import org.meetingsgateway.server.store.Arrival;
import org.meetingsgateway.server.store.OutboxTable.Operation;

/** Where a write to a remote meeting goes. */
sealed interface Route<A> {
    /** What the owner has no word for. */
    record Alone<A>() implements Route<A> {}

    /** What the owner could say, but cannot be told. */
    record Refused<A>() implements Route<A> {}

    /**
     * To the owner first.
     *
     * @param remote what is sent, in its ids
     * @param here what is done in the store once the owner has it
     * @param repeat null where it is the same however often it is sent
     */
    record Through<A>(
            Operation operation,
            Call<?> remote,
            Here<A> here,
            @Nullable Repeat<A> repeat) implements Route<A> {}

    /**
     * A write that must not be sent again once it has arrived.
     *
     * @param arrival by what that is known; null where there is nothing more to be written to then
     * @param answer what is answered then, from the store
     */
    record Repeat<A>(@Nullable Arrival arrival, Function<MeetingSource, Future<A>> answer) {}

    /**
     * A write in the store. What the owner has no word for stays as that leaves it; all else is then made what the owner
     * has, and only then the answer is read.
     */
    @FunctionalInterface
    interface Here<A> {
        /** @param written what the owner said of it */
        Future<Supplier<Future<A>>> write(MeetingSource store, Written written);
    }
}
