package org.meetingsgateway.server.federation;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.TranscriptCall.AppendSegments;
import org.meetingsgateway.model.Appended;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.server.store.LateTransaction;
import org.meetingsgateway.server.store.OutboxTable;
import org.meetingsgateway.server.store.OwnerTable;
import org.meetingsgateway.server.store.Store;
import org.meetingsgateway.server.store.StoreTransaction;

/** The store as one request has it: with transactions of its own, or with the one that keeps its answer. */
public interface Local {
    /** Answers every call. */
    MeetingSource source();

    /** Answers calls that write nothing. */
    MeetingSource reading();

    OwnerTable owners();

    /** As {@link StoreTransaction#check}. */
    Future<Void> check(Changes<MeetingField> changes, @Nullable MeetingRef changed, Principal principal);

    /** As {@link StoreTransaction#appendToOwn}; may also be empty where another call has to find out whose it is. */
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
            public MeetingSource reading() {
                return source;
            }

            @Override
            public OwnerTable owners() {
                return new OwnerTable(store.client());
            }

            @Override
            public Future<Void> check(
                    Changes<MeetingField> changes, @Nullable MeetingRef changed, Principal principal) {
                return store.atomically(here -> here.check(changes, changed, principal));
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

    /**
     * Of a request that writes here in one transaction. That begins late: while an owner is told, or somebody waits for a
     * turn to, there is none, so that no account, however slow, takes all places from everybody.
     */
    static Local of(Store store, LateTransaction transaction, OutboxTable.Request request) {
        return new Local() {
            @Override
            public MeetingSource source() {
                return transaction.source();
            }

            @Override
            public MeetingSource reading() {
                return transaction.reading();
            }

            @Override
            public OwnerTable owners() {
                return transaction
                        .begun()
                        .map(StoreTransaction::owners)
                        .orElseGet(() -> new OwnerTable(store.client()));
            }

            @Override
            public Future<Void> check(
                    Changes<MeetingField> changes, @Nullable MeetingRef changed, Principal principal) {
                return transaction
                        .begun()
                        .map(here -> here.check(changes, changed, principal))
                        .orElseGet(() -> store.atomically(here -> here.check(changes, changed, principal)));
            }

            @Override
            public Future<Optional<Appended>> appendToOwn(AppendSegments call, Principal principal) {
                return transaction
                        .begun()
                        .map(here -> here.appendToOwn(call, principal))
                        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
            }

            @Override
            public OutboxTable.Request request() {
                return request;
            }

            @Override
            public <T> Future<T> atomically(Function<StoreTransaction, Future<T>> effect) {
                return transaction.begin().compose(effect);
            }
        };
    }
}
