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
import org.meetingsgateway.server.store.OutboxTable;
import org.meetingsgateway.server.store.OwnerTable;
import org.meetingsgateway.server.store.StoreTransaction;

/** The store, as a request with an {@code Idempotency-Key} has it. */
record KeyedLocal(Local local, OutboxTable.Request request) implements Local {
    @Override
    public MeetingSource source() {
        return local.source();
    }

    @Override
    public MeetingSource reading() {
        return local.reading();
    }

    @Override
    public OwnerTable owners() {
        return local.owners();
    }

    @Override
    public Future<Void> check(Changes<MeetingField> changes, @Nullable MeetingRef changed, Principal principal) {
        return local.check(changes, changed, principal);
    }

    @Override
    public Future<Optional<Appended>> appendToOwn(AppendSegments call, Principal principal) {
        return local.appendToOwn(call, principal);
    }

    @Override
    public <T> Future<T> atomically(Function<StoreTransaction, Future<T>> effect) {
        return local.atomically(effect);
    }
}
