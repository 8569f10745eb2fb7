package org.meetingsgateway.server.federation;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.model.Appended;
import org.meetingsgateway.server.store.OutboxTable;
import org.meetingsgateway.server.store.OwnerTable;
import org.meetingsgateway.server.store.Store;
import org.meetingsgateway.server.store.StoreTransaction;

/** The store as one request has it: with transactions of its own, or inside the one that keeps its answer. */
public interface Local {
    /** Answers every call. */
    MeetingSource source();

    OwnerTable owners();

    /** As {@link StoreTransaction#appendToOwn}. */
    Future<Optional<Appended>> appendToOwn(AppendSegments call, Principal principal);

    /** What the caller will repeat the request by; null where it said nothing. */
    OutboxTable.@Nullable Request request();

    /** All that is written there is there together, or nothing is. */
    <T> Future<T> atomically(Function<StoreTransaction, Future<T>> effect);

    /** Of a request whose writes stand alone. */
    static Local of(Store store) {
        var source = store.source();
        return new Local() {
            @Override
            public MeetingSource source() {
                return source;
            }

            @Override
            public OwnerTable owners() {
                return new OwnerTable(store.client());
            }

            @Override
            public Future<Optional<Appended>> appendToOwn(AppendSegments call, Principal principal) {
                return store.appendToOwn(call, principal);
            }

            @Override
            public OutboxTable.@Nullable Request request() {
                return null;
            }

            @Override
            public <T> Future<T> atomically(Function<StoreTransaction, Future<T>> effect) {
                return store.atomically(effect);
            }
        };
    }

    /** Of a request that happens in one transaction. */
    static Local of(StoreTransaction transaction, OutboxTable.Request request) {
        return new Local() {
            @Override
            public MeetingSource source() {
                return transaction.source();
            }

            @Override
            public OwnerTable owners() {
                return transaction.owners();
            }

            @Override
            public Future<Optional<Appended>> appendToOwn(AppendSegments call, Principal principal) {
                return transaction.appendToOwn(call, principal);
            }

            @Override
            public OutboxTable.Request request() {
                return request;
            }

            @Override
            public <T> Future<T> atomically(Function<StoreTransaction, Future<T>> effect) {
                return effect.apply(transaction);
            }
        };
    }
}
