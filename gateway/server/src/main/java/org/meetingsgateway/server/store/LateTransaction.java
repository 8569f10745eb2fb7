package org.meetingsgateway.server.store;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.wire.WireResponse;

/**
 * The transaction of a request whose answer is kept in it. It begins with what is first written here: a request that has
 * to wait for somebody else before that takes no place from those that need not.
 */
public final class LateTransaction {
    /** Runs something in one transaction; what it ends with is kept there. */
    @FunctionalInterface
    interface Keeping {
        Future<WireResponse> run(Function<StoreTransaction, Future<WireResponse>> effect);
    }

    private final Keeping keeping;
    private final Supplier<MeetingSource> alone;
    private final Promise<StoreTransaction> begun = Promise.promise();
    private final Promise<WireResponse> answer = Promise.promise();
    private final Promise<WireResponse> kept = Promise.promise();
    private final AtomicBoolean hasBegun = new AtomicBoolean();

    /** @param alone the store, before it begins */
    LateTransaction(Keeping keeping, Supplier<MeetingSource> alone) {
        this.keeping = keeping;
        this.alone = alone;
    }

    /** The transaction, where something was written already. */
    public Optional<StoreTransaction> begun() {
        return Optional.ofNullable(begun.future().result());
    }

    /** The transaction, which begins where it has not yet. */
    public Future<StoreTransaction> begin() {
        keep();
        return begun.future();
    }

    /** Answers every call, in the transaction. */
    public MeetingSource source() {
        return new MeetingSource() {
            @Override
            public <A> Future<A> call(Call<A> call, Principal principal) {
                return begin().compose(here -> here.source().call(call, principal));
            }

            @Override
            public Set<Class<? extends Call<?>>> answers() {
                return alone.get().answers();
            }
        };
    }

    /** Answers calls that write nothing: it begins no transaction, and sees what one that has begun has written. */
    public MeetingSource reading() {
        return begun().map(StoreTransaction::source).orElseGet(alone);
    }

    private Future<WireResponse> keep() {
        if (hasBegun.compareAndSet(false, true)) {
            keeping.run(here -> {
                        begun.complete(here);
                        return answer.future();
                    })
                    .onSuccess(kept::complete)
                    .onFailure(failure -> {
                        begun.tryFail(failure);
                        kept.fail(failure);
                    });
        }
        return kept.future();
    }

    /** Keeps the answer; of what failed nothing is left. Nothing is to be written any more. */
    Future<WireResponse> end(AsyncResult<WireResponse> served) {
        if (served.succeeded()) {
            answer.complete(served.result());
            return keep();
        }
        var failure = Future.<WireResponse>failedFuture(served.cause());
        if (!hasBegun.get()) {
            return failure;
        }
        answer.fail(served.cause());
        return keep().transform(undone -> failure);
    }
}
