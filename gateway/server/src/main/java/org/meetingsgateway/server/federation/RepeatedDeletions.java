package org.meetingsgateway.server.federation;

import io.vertx.core.Future;
import java.util.Objects;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.server.store.OutboxTable.Begun;
import org.meetingsgateway.server.store.OutboxTable.Operation;

/** Deletions that are repeated when what they were about is gone. */
record RepeatedDeletions(Local local, Outbox outbox) {
    /** Whether the same request has begun to delete it, and it is not only out of sight. */
    Future<Boolean> before(Principal principal) {
        var request = local.request();
        return request == null
                ? Future.succeededFuture(false)
                : outbox.table()
                        .ofRequest(principal.tenantId(), request)
                        .compose(begun -> begun.filter(
                                        other -> request.equals(other.entry().request()))
                                .map(other -> isDone(other, principal))
                                .orElseGet(() -> Future.succeededFuture(false)));
    }

    private Future<Boolean> isDone(Begun begun, Principal principal) {
        var meeting =
                new MeetingRef(Objects.requireNonNull(begun.entry().meetingId()).toString());
        boolean isOfMeeting = begun.entry().operation() == Operation.DELETE;
        return local.owners()
                .of(meeting, Routes.reader(principal))
                .compose(there -> there.isEmpty()
                        ? Future.succeededFuture(true)
                        : local.owners().of(meeting, principal).map(seen -> seen.isPresent() && !isOfMeeting));
    }
}
