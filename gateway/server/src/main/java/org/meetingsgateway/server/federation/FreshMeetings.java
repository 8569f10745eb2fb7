package org.meetingsgateway.server.federation;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.meetingsgateway.call.Answers;
import org.meetingsgateway.call.Call;
import org.meetingsgateway.call.MeetingCall.RefreshMeeting;
import org.meetingsgateway.call.MeetingSource;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.model.Freshness;
import org.meetingsgateway.server.store.OwnerTable;

/** A source whose meetings are as new as callers want them, as far as their owners can be asked. */
public final class FreshMeetings implements MeetingSource {
    private final MeetingSource rest;
    private final OwnerTable owners;
    private final Refreshes refreshes;
    private final Clock clock;
    private final MeetingSource refreshing =
            new Answers().on(RefreshMeeting.class, this::refresh).build();

    /** @param rest answers all calls, and how new is what is stored */
    public FreshMeetings(MeetingSource rest, OwnerTable owners, Refreshes refreshes, Clock clock) {
        this.rest = rest;
        this.owners = owners;
        this.refreshes = refreshes;
        this.clock = clock;
    }

    @Override
    public <A> Future<A> call(Call<A> call, Principal principal) {
        return (call instanceof RefreshMeeting ? refreshing : rest).call(call, principal);
    }

    @Override
    public Set<Class<? extends Call<?>>> answers() {
        return rest.answers();
    }

    private Future<Freshness> refresh(RefreshMeeting call, Principal principal) {
        return rest.call(call, principal)
                .compose(stored ->
                        isOlder(stored, call) ? asked(call, principal, stored) : Future.succeededFuture(stored));
    }

    private boolean isOlder(Freshness stored, RefreshMeeting call) {
        return call.maxAge() != null
                && stored.origin() == Freshness.Origin.STORED
                && stored.syncedAt() != null
                && Duration.between(stored.syncedAt(), clock.instant()).compareTo(call.maxAge()) >= 0;
    }

    private Future<Freshness> asked(RefreshMeeting call, Principal principal, Freshness stored) {
        return owners.of(call.ref(), principal)
                .compose(owned -> owned.isEmpty()
                        ? Future.succeededFuture(false)
                        : refreshes.refresh(new Refreshes.Key(
                                principal.tenantId(),
                                owned.get().connectionId(),
                                owned.get().nativeId())))
                .map(live -> live ? new Freshness(Freshness.Origin.LIVE, stored.syncedAt()) : stored);
    }
}
